"""The editor's page: check a text, look up a claim, see a claim, see the index.

Rendered here, from templates that escape everything; a page works without its script. There are
no cookies and no sessions, and nothing is changed by a request: there is nothing to forge.
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException, NotFound

from claims.errors import StoreError
from claims.model import Claim, Verdict
from service.asking import (
    REFUSALS,
    SEARCHABLE,
    blamed,
    pasted,
    read_pasted,
    say_refusal,
    search_for,
)
from service.charts import Bars, Timeline
from service.engine import engine
from service.errors import UnknownClaim, log_failure, respond
from service.exporting import as_csv, as_json, as_print
from service.look import page, problem_page, today, wants_page, words
from service.past import Past, past_of
from service.reading import lay_out
from service.stylesheet import static_file
from service.viewing import View, choices, reviewed

blueprint = Blueprint("pages", __name__)
_SHOWN_BARS = 12
_EXPORTS = {"csv": as_csv, "json": as_json, "html": as_print}


@blueprint.get("/")
def start() -> Response:
    """The form."""
    return _form(words()("example_text") if "example" in request.args else "")


@blueprint.post("/")
def check() -> Response:
    """A pasted text with what was found; nothing of it is kept."""
    try:
        reading = read_pasted()
    except REFUSALS as error:
        return _refused(error)
    offered = choices(reading.matches)
    view = View.of(request.form).among(offered)
    paragraphs = lay_out(reading, view)
    found = [each for paragraph in paragraphs for each in paragraph.found]
    return page(
        "check.html",
        here="/",
        text=pasted(),
        kind=request.form.get("kind"),
        reading=reading,
        outcomes=reading.outcomes,
        paragraphs=paragraphs,
        view=view,
        view_on=view != View(),
        shown=sum(bool(each.shown) for each in found),
        choices=offered,
        most=engine().limits.check,
    )


@blueprint.post("/export/<kind>")
def export(kind: str) -> Response:
    """The same check as a file."""
    if kind not in _EXPORTS:
        raise NotFound
    try:
        reading = read_pasted()
    except REFUSALS as error:
        return _refused(error)
    return _EXPORTS[kind](reading, words())


@blueprint.get("/search")
def search() -> Response:
    """One sentence looked up."""
    given = request.args.get("q", "")
    view = View.of(request.args)
    nearest = "nearest" in request.args
    lookup, problem, wrong, status = None, None, "", 200
    if given.strip():
        try:
            lookup = search_for(given, view, nearest=nearest)
        except REFUSALS as error:
            status = respond(error).status_code
            problem, wrong = say_refusal(error, status), blamed(error)
    stats = engine().matcher().stats()
    return page(
        "search.html",
        status=status,
        here="/search",
        q=given,
        searchable=SEARCHABLE,
        view=view,
        nearest=nearest,
        lookup=lookup,
        problem=problem,
        wrong=wrong,
        languages=stats.languages,
        publishers=stats.publishers,
        verdicts=[verdict.value for verdict in Verdict],
    )


@blueprint.get("/claims/<claim_id>")
def claim(claim_id: str) -> Response:
    """A claim with its reviews and its past."""
    found = engine().matcher().claim(claim_id)
    if found is None:
        raise UnknownClaim("The snapshot holds no claim of this id.")
    return page(
        "claim.html",
        claim=found,
        reviewed=list(reviewed(found)),
        disagree=len({each.verdict for each in found.reviews if each.verdict}) > 1,
        past=_past(found),
    )


@blueprint.get("/overview")
def overview() -> Response:
    """What the index holds, in pictures."""
    stats = engine().matcher().stats()
    return page(
        "overview.html",
        here="/overview",
        stats=stats,
        trouble=engine().trouble,
        languages=Bars.of(stats.languages, _SHOWN_BARS),
        publishers=Bars.of(stats.publishers, _SHOWN_BARS),
        verdicts=Bars.of(stats.verdicts, len(Verdict)),
        months=Timeline.of(stats.months, today()),
    )


@blueprint.get("/static/<name>")
def static(name: str) -> Response:
    """A style, a script or an icon; its address changes with its content."""
    return static_file(name)


@blueprint.errorhandler(Exception)
def refuse(error: Exception) -> Response:
    """A problem as a page, with the status and the headers that the error table gives it."""
    return problem_page(error)


@blueprint.app_errorhandler(404)
@blueprint.app_errorhandler(405)
def nowhere(error: HTTPException) -> Response:
    """A page for a browser that lost its way, a problem document for everybody else."""
    return problem_page(error) if wants_page() else respond(error)


def _form(text: str = "", problem: str | None = None, status: int = 200) -> Response:
    kind = request.form.get("kind")
    most = engine().limits.check
    return page(
        "check.html", status=status, here="/", text=text, kind=kind, problem=problem, most=most
    )


def _refused(error: Exception) -> Response:
    """The form again, with the text still in it."""
    answered = respond(error)
    status = answered.status_code
    form = _form(pasted(), say_refusal(error, status), status)
    if "Retry-After" in answered.headers:
        form.headers["Retry-After"] = answered.headers["Retry-After"]
    return form


def _past(claim: Claim) -> Past | None:
    try:
        return past_of(engine().settings, claim)
    except StoreError as error:
        log_failure(error)
        return None
