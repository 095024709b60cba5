"""The editor's page without a browser: forms, exports, errors, headers."""

from __future__ import annotations

import csv
import io
import logging
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from claims.model import Verdict
from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoders import open_encoder
from index.library import Library
from service.app import create_app, engine_of
from service.config import Settings
from service.look import tone_of
from service.phrasing import LANGUAGES, words_of
from tests.service.claims import WALL, build

TEXT = f"Share this article\n\n{WALL} It was fun.\r\n\r\nDer Rhein ist der längste Fluss Europas."
WEB = Path(create_app.__code__.co_filename).parent / "web"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def _marked(page: str) -> list[str]:
    """The highlighted sentences."""
    found = re.findall(
        r'<mark id="s\d+" class="([^"]*)"[^>]*><span class="said">(.*?)</span>', page
    )
    return [text for classes, text in found if "off" not in classes]


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_text_is_checked_and_marked(client: FlaskClient) -> None:
    page = client.post("/", data={"text": TEXT})
    assert page.status_code == 200
    assert _marked(page.text) == [WALL, "Der Rhein ist der längste Fluss Europas."]
    assert "moon.example" in page.text


def test_the_key_says_what_each_colour_means(client: FlaskClient) -> None:
    key = (
        client.post("/", data={"text": TEXT})
        .text.partition('<ul class="key')[2]
        .partition("</ul>")[0]
    )
    shown = re.findall(r'<mark class="(\w+) \w+"><span class="said">([^<]+)</span>', key)
    meant = {tone: words for tone, words in shown if words != "abc"}
    assert {*meant} == {*map(tone_of, [*Verdict, None])}
    assert (meant["no"], meant["yes"]) == ("false", "true")


def test_a_quotation_says_whose_it_is(client: FlaskClient) -> None:
    quoted = WALL.replace("visible from", "visible even from").removesuffix(".")
    page = client.post("/", data={"text": f"“{quoted},” said Mary Miller."})
    assert "A quotation of <bdi>Mary Miller</bdi>" in page.text
    assert "What is quoted " in page.text
    assert "Your sentence says" not in page.text
    denied = client.post("/", data={"text": f"Fake: “{quoted},” said Mary Miller."})
    assert "Your sentence " in denied.text
    assert "A quotation" not in denied.text


def test_that_a_sentence_does_not_say_the_same_is_heard_too(client: FlaskClient) -> None:
    heard = "not said the same"
    unheard = re.compile(r'<span class="apart" hidden>.*?</a>')  # for a filter to show
    assert heard not in unheard.sub("", client.post("/", data={"text": WALL}).text)
    assert heard in client.post("/", data={"text": f"{WALL[:-1]} once in a thousand years."}).text


@pytest.mark.parametrize("path", ["/", "/export/html"])
def test_a_missing_word_is_not_quoted(client: FlaskClient, path: str) -> None:
    page = client.post(path, data={"text": WALL.replace("is visible", "is not visible")}).text
    told = re.findall(r'<li><span class="kind">negation:.*?</li>', page)[0]
    said = re.sub(r"<(?!/?q>)[^>]*>", "", told).replace("\n", "")
    assert "sentence <q>not</q>, claim (nothing of the kind)" in said


def test_our_own_words_are_not_in_the_language_of_the_text(client: FlaskClient) -> None:
    german = {"Accept-Language": "de"}
    page = client.post(
        "/", data={"text": "Le vin rouge guérit le cancer du poumon."}, headers=german
    )
    [link] = re.findall(r'<mark [^>]*lang="fr"[^>]*>.*?(<a [^>]*>.*?)</a></mark>', page.text)
    assert "Treffer 1" in re.sub(r"<[^>]*>", "", link)
    assert ' lang="de"' in link.split(">")[0]


def test_a_filter_works_without_a_script(client: FlaskClient) -> None:
    page = client.post("/", data={"text": TEXT, "publisher": "Fluss.Example"})
    cards = re.findall(r'<article class="card[^>]*>', page.text)
    hidden = [card for card in cards if card.endswith(" hidden>")]
    assert 0 < len(hidden) < len(cards)
    assert all(("Fluss.Example" in card) != (card in hidden) for card in cards)
    assert 'value="Fluss.Example" selected' in page.text


def test_the_menu_opens_beside_what_cannot_be_come_back_to(client: FlaskClient) -> None:
    links = re.compile(r"<header.*</header>", re.DOTALL)
    for page in (client.post("/", data={"text": TEXT}), client.post("/", data={"text": " "})):
        [menu] = links.findall(page.text)
        assert menu.count("<a ") == menu.count(' target="_blank" rel="noopener"') == 5
        assert menu.count("(opens in a new tab)") == 5
    assert "_blank" not in client.get("/").text


def test_a_choice_that_the_text_does_not_offer_hides_nothing(client: FlaskClient) -> None:
    page = client.post("/", data={"text": WALL, "publisher": "Nobody", "band": "unknown"})
    assert _marked(page.text) == [WALL]
    assert 'value="unknown" selected' in page.text
    assert page.text.count(" selected") == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " "}, "Enter a text first."),
        ({}, "Enter a text first."),
        ({"text": "Much" + "x" * 1_000_000}, "at most 1,000,000 characters"),
        ({"text": "Keep \0 this"}, "NUL"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/export/csv"])
def test_what_cannot_be_checked_stays_in_the_form(
    client: FlaskClient, path: str, sent: dict[str, str], said: str
) -> None:
    page = client.post(path, data=sent)
    assert page.status_code == 422
    assert said in page.text
    assert sent.get("text", "").strip(" \0")[:4] in page.text
    assert page.text.count("x") >= sent.get("text", "").count("x")


def test_a_busy_service_keeps_the_text(app: Flask, client: FlaskClient) -> None:
    shared = engine_of(app)
    for _ in range(shared.settings.max_inflight):
        shared.enter()
    try:
        page = client.post("/", data={"text": "Keep this."})
    finally:
        for _ in range(shared.settings.max_inflight):
            shared.leave()
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "1"
    assert "Keep this." in page.text
    assert "busy" in page.text


def test_without_a_snapshot_the_text_stays(tmp_path: Path) -> None:
    client = create_app(Settings(data=tmp_path, encoder="hashing", admin_key=None)).test_client()
    page = client.post("/", data={"text": "Keep this."})
    assert page.status_code == 503
    assert "Keep this." in page.text
    overview = client.get("/overview")
    assert overview.status_code == 503
    assert "not ready" in overview.text


def test_json_is_what_v1_check_answers(client: FlaskClient) -> None:
    exported = client.post("/export/json", data={"text": WALL})
    assert "attachment" in exported.headers["Content-Disposition"]
    answer = client.post("/v1/check", json={"text": WALL}).get_json()
    for check in (exported.get_json(), answer):
        for sentence in check["sentences"]:
            sentence["lookup"]["took_ms"] = 0
    assert exported.get_json()["summary"] == answer["summary"]
    assert exported.get_json()["sentences"][0]["text"] == WALL


def test_csv_has_a_line_for_every_sentence(client: FlaskClient) -> None:
    exported = client.post("/export/csv", data={"text": TEXT})
    assert exported.content_type == "text/csv; charset=utf-8"
    rows = _rows(exported.text)
    assert [row["outcome"] for row in rows].count("matched") >= 2
    first = next(row for row in rows if row["sentence"] == WALL)
    assert (first["rank"], first["relation"], first["verdict"]) == ("1", "same", "false")
    assert first["url"] == "https://moon.example/0"
    assert TEXT.replace("\r\n", "\n")[int(first["start"]) : int(first["end"])] == WALL


def test_csv_says_that_it_is_the_quotation_that_was_looked_up(client: FlaskClient) -> None:
    quoted = WALL.replace("visible from", "visible even from").removesuffix(".")
    told = f"“{quoted},” said Mary Miller."
    for text, quote, speaker in ((told, f"{quoted},", "Mary Miller"), (f"Fake: {told}", "", "")):
        row = _rows(client.post("/export/csv", data={"text": text}).text)[0]
        assert (row["sentence"], row["quote"], row["speaker"]) == (text, quote, speaker)


def test_a_page_is_read_from_its_html(client: FlaskClient) -> None:
    html = (
        f"<nav>Home</nav><article><h1>A day out</h1><p>{WALL.replace('visible', '<b>visible</b>')}"
    )
    sent = {"text": html, "kind": "html"}
    page = client.post("/", data=sent)
    assert WALL in _marked(page.text)
    assert "&lt;nav&gt;Home" in page.text  # the form keeps what was pasted
    exported = client.post("/export/json", data=sent).get_json()
    assert WALL in exported["text"]
    empty = client.post("/", data={"text": "<!-- nothing -->", "kind": "html"})
    assert empty.status_code == 422
    assert "no text was found" in empty.text


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "\u200b=", "\ufeff ="]
)
def test_no_cell_is_a_formula(client: FlaskClient, start: str) -> None:
    exported = client.post("/export/csv", data={"text": f'{start}HYPERLINK("http://x.example")'})
    cells = [cell for row in _rows(exported.text) for cell in row.values() if cell]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert not [cell for cell in cells if re.match(r"-[^\d]", cell)]
    assert {cell[0] for cell in cells if "HYPERLINK" in cell} == {"'"}


def test_the_printed_page_stands_alone(client: FlaskClient) -> None:
    page = client.post("/export/html", data={"text": TEXT})
    assert "<script" not in page.text
    assert not re.search(r'<link|src="', page.text)
    assert WALL in page.text
    assert "sha256-" in page.headers["Content-Security-Policy"]


def test_the_printed_page_counts_the_claims_that_it_leaves_out(client: FlaskClient) -> None:
    sent = {"text": WALL}
    matches = client.post("/export/json", data=sent).get_json()["sentences"][0]["lookup"]["matches"]
    printed = client.post("/export/html", data=sent).text
    assert printed.count("<blockquote>") == 1 < len(matches)
    assert f"<b>1</b> Further claims it may be: {len(matches) - 1}</p>" in printed


def test_no_such_export(client: FlaskClient) -> None:
    assert client.post("/export/exe", data={"text": TEXT}).status_code == 404


def test_a_claim_is_looked_up(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": WALL})
    assert "Claims found:" in page.text
    assert "Moon.Example" in page.text
    french = client.get("/search", query_string={"q": WALL, "language": "fr"}).text
    assert "Claims found: 1" in french
    assert "Vin.Example" in french


def test_a_language_that_the_index_lacks_is_seen_to_be_chosen(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": WALL, "language": "pl"}).text
    assert "none that passes the choices above" in page
    assert re.findall(r'<option value="(\w*)" selected>(.*?)</option>', page) == [
        ("pl", "Polish (0)")
    ]


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("verdict", "blah", "Urteil"),
        ("language", "no tag", "Sprache"),
        ("publisher", "x" * 201, "Redaktion"),
    ],
)
def test_a_wrong_choice_is_named_in_the_readers_words(
    client: FlaskClient, name: str, value: str, label: str
) -> None:
    german = {"Accept-Language": "de"}
    page = client.get("/search", query_string={"q": WALL, name: value}, headers=german)
    assert page.status_code == 422
    assert f"Diese Auswahl ist nicht verwendbar: {label}." in page.text
    assert re.findall(r'name="(\w+)"[^>]* aria-invalid="true"', page.text) == [name]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": "Keep \0 this"}, "NUL-Zeichen"),
        ({"text": "<!-- nothing -->", "kind": "html"}, "nicht lesbar"),
    ],
)
def test_a_refusal_has_no_words_of_another_language(
    client: FlaskClient, sent: dict[str, str], said: str
) -> None:
    page = client.post("/", data=sent, headers={"Accept-Language": "de"}).text
    [problem] = re.findall(r'role="alert">(.*?)</p>', page)
    assert said in problem
    assert not re.search(r"\b(no|the|holds)\b", problem)


def test_one_is_not_many(tmp_path: Path) -> None:
    build(tmp_path, claims=1)
    settings = Settings(data=tmp_path, encoder="hashing", admin_key=None)
    library = Library(settings.snapshots, open_encoder("hashing", cache=settings.cache))
    client = create_app(settings, library).test_client()
    for language, words in {
        "en": ("sentence", "claim", "review", "language"),
        "de": ("Satz", "Behauptung", "Prüfung", "Sprache"),
    }.items():
        reader = {"Accept-Language": language}
        pages = client.post("/", data={"text": WALL}, headers=reader).text
        pages += client.get("/overview", headers=reader).text
        assert set(words) <= set(re.findall(r"<b>1</b> (\w+)</li>", pages))


def test_the_longest_sentence_is_named(settings: Settings, app: Flask) -> None:
    short = settings.model_copy(update={"max_text_chars": 100})
    client = create_app(short, engine_of(app)._library).test_client()
    assert "at most 100 characters" in client.get("/search", query_string={"q": WALL * 3}).text


@pytest.mark.parametrize("longest", ["#" * 2080, "ж" * 1040, "😀" * 520])
def test_what_the_search_box_takes_fits_an_address(client: FlaskClient, longest: str) -> None:
    [pattern] = re.findall(r'pattern="([^"]*)"', client.get("/search").text)
    assert re.fullmatch(pattern, longest)
    assert not re.fullmatch(pattern, longest + longest[0])
    asked = {"q": longest, "language": "pt", "verdict": "mostly_false", "publisher": "日" * 200}
    line = f"GET /search?{urlencode(asked)}&nearest=1 HTTP/1.1\r\n"
    assert len(line) < 8190


def test_nothing_found_offers_the_nearest(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": "Quixotic marmalade flies over hills."})
    # The hashing encoder has no calibration: it shows whatever is nearest, and says so.
    assert "has no calibration" in page.text


@pytest.mark.parametrize("path", ["/", "/export/html", "/search"])
def test_without_a_calibration_nothing_is_below_a_threshold(client: FlaskClient, path: str) -> None:
    if path == "/search":
        page = client.get(path, query_string={"q": WALL}).text
    else:
        page = client.post(path, data={"text": WALL}).text
    assert "Not calibrated" in page
    assert "Below the threshold" not in page


def test_a_query_that_cannot_be_used(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": WALL, "language": "not a tag"})
    assert page.status_code == 422
    assert WALL in page.text


def test_a_claim_with_its_history(tmp_path: Path) -> None:
    build(tmp_path)
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        [claim] = [each for each in store.claims() if each.text == WALL]
        store.withdraw(claim.id, "a secret reason")
    settings = Settings(data=tmp_path, encoder="hashing", admin_key=None)
    library = Library(settings.snapshots, open_encoder("hashing", cache=settings.cache))
    client = create_app(settings, library).test_client()
    page = client.get(f"/claims/{claim.id}")
    assert WALL in page.text
    assert "First read" in page.text
    assert "Withdrawn" in page.text
    assert "the next snapshot will be without it" in page.text
    assert "secret" not in page.text  # reasons and files are the operator's
    (tmp_path / "claims.sqlite").write_bytes(b"no store")
    assert "cannot be read now" in client.get(f"/claims/{claim.id}").text
    (tmp_path / "claims.sqlite").unlink()
    assert "No history is at hand" in client.get(f"/claims/{claim.id}").text
    assert not (tmp_path / "claims.sqlite").exists()


def test_a_cluster_shows_all_its_claims_and_their_past(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        build(tmp_path)
        [claim] = [each for each in store.claims() if each.text == WALL]
        [other] = [each for each in store.claims() if "Goldfish" in each.text]
        store.merges.merge(other.id, claim.id)
    settings = Settings(data=tmp_path, encoder="hashing", admin_key=None)
    encoder = open_encoder("hashing", cache=settings.cache)
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        build_snapshot(store, encoder, settings.snapshots, fitted=tmp_path / "none")
        store.withdraw(other.id)
    client = create_app(settings, Library(settings.snapshots, encoder)).test_client()
    rows = _rows(client.post("/export/csv", data={"text": WALL}).text)
    assert {(row["claim"], row["reviewed_claim"]) for row in rows if row["rank"] == "1"} == {
        (WALL, WALL),
        (WALL, other.text),
    }
    page = client.get(f"/claims/{claim.id}").text
    assert page == client.get(f"/claims/{other.id}").text.replace(other.id, claim.id)
    assert "Shown as one with: 1" in page and "merged by hand" in page
    merged, reviews, history = re.split("<h2>", page)[1:]
    assert re.findall(r'class="was"><bdi[^>]*>([^<]*)', merged) == [other.text]
    assert re.findall(r'class="was"><bdi[^>]*>([^<]*)', reviews) == [WALL, other.text]
    wordings = re.findall(r'class="was"><bdi[^>]*>([^<]*)', history)
    assert sorted(wordings) == sorted([WALL, other.text, other.text])  # read, read and withdrawn
    assert "Part of what is shown as this claim was withdrawn" in page


def test_the_overview_counts(client: FlaskClient) -> None:
    page = client.get("/overview").text
    assert "What the index holds" in page
    assert "brain.example" in page
    assert "Jan 2026" in page


def test_lost_browsers_get_a_page_and_programs_a_problem(client: FlaskClient) -> None:
    assert "nothing at this address" in client.get("/nowhere", headers=BROWSER).text
    assert client.get("/nowhere").content_type == "application/problem+json"
    assert client.get("/v1/nowhere", headers=BROWSER).content_type == "application/problem+json"
    assert client.get("/claims/c0", headers=BROWSER).status_code == 404
    assert "nothing at this address" in client.get("/claims/c0", headers=BROWSER).text


def test_the_address_of_an_export_is_a_page_too(client: FlaskClient) -> None:
    page = client.get("/export/html", headers=BROWSER | {"Accept-Language": "de"})
    assert page.status_code == 405
    assert "So lässt sich diese Seite nicht abrufen." in page.text
    assert "Zurück zum Anfang" in page.text
    assert "POST" in page.headers["Allow"]
    assert client.get("/export/html").content_type == "application/problem+json"


def test_too_large_a_form(settings: Settings, app: Flask) -> None:
    small = settings.model_copy(update={"max_body_bytes": 2000})
    client = create_app(small, engine_of(app)._library).test_client()
    page = client.post("/", data={"text": "x" * 3000})
    assert page.status_code == 413
    assert "larger than the service takes" in page.text


@pytest.mark.parametrize("path", ["/", "/export/json"])
def test_too_large_a_form_without_a_length_is_not_cut(
    settings: Settings, app: Flask, path: str
) -> None:
    small = settings.model_copy(update={"max_body_bytes": 2000})
    client = create_app(small, engine_of(app)._library).test_client()
    for length, status in ((1995, 200), (1996, 413)):
        page = client.post(
            path,
            input_stream=io.BytesIO(b"text=" + b"x" * length),
            content_type="application/x-www-form-urlencoded",
            headers={"Transfer-Encoding": "chunked"},
            environ_overrides={"wsgi.input_terminated": True},
        )
        assert page.status_code == status


def test_a_long_text_is_not_too_large(client: FlaskClient) -> None:
    page = client.post("/", data={"text": "😀" * 240_000})  # more bytes than forms usually take
    assert page.status_code == 200


@pytest.mark.parametrize("path", ["/", "/search", "/overview", "/nowhere", "/claims/c0"])
def test_the_policy_allows_nothing_from_elsewhere(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers=BROWSER)
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"
    assert not re.search(r'\sstyle="|\son\w+="|<style|<script(?! src="/static/)', page.text)


def test_static_files_are_kept_and_change_their_address(client: FlaskClient) -> None:
    [address] = re.findall(r'href="(/static/page\.css[^"]*)"', client.get("/").text)
    style = client.get(address)
    assert "immutable" in style.headers["Cache-Control"]
    again = client.get(address, headers={"If-None-Match": style.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/static/page.css").headers["Cache-Control"] == "no-cache"
    assert client.get("/static/nothing.css", headers=BROWSER).status_code == 404
    assert client.get("/static/..%2fdocs.css", headers=BROWSER).status_code == 404


def test_the_reader_chooses_the_language(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "de-AT, en;q=0.5"})
    assert '<html lang="de">' in page.text
    assert "Text prüfen" in page.text
    assert "Accept-Language" in page.headers["Vary"]
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "fr"}).text


def test_both_languages_have_the_same_messages() -> None:
    english, german = (words_of(language).messages for language in LANGUAGES)
    assert english.keys() == german.keys()
    fields = {name: set(re.findall(r"{\w*}", text)) for name, text in english.items()}
    assert {name: set(re.findall(r"{\w*}", text)) for name, text in german.items()} == fields


def test_every_message_is_used_and_every_used_one_is_there() -> None:
    messages = words_of("en").messages
    source = "".join(path.read_text() for path in [*WEB.glob("*.html"), *WEB.parent.glob("*.py")])
    called = set(re.findall(r"""\bt\(\s*["'](\w+)["'](?! \+)""", source))
    assert called - messages.keys() == set()
    named = set(re.findall(r"""["'](\w+)["']""", source))
    starts = tuple(re.findall(r"""["'](\w+_)["'] \+""", source))
    starts += tuple(re.findall(r"""f["'](\w+_){""", source))
    unused = {name for name in messages.keys() - named if not name.startswith(starts)}
    assert unused == set()


def test_a_page_writes_nothing_and_logs_no_text(
    client: FlaskClient, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "Quixotic marmalade flies over the secret hill."
    before = {p: p.stat().st_mtime_ns for p in data.rglob("*") if p.is_file()}
    with caplog.at_level(logging.DEBUG):
        client.post("/", data={"text": secret})
        client.post("/export/csv", data={"text": secret})
        client.get("/search", query_string={"q": secret, "publisher": secret})
        client.get(f"/{secret}", headers=BROWSER)
    assert {p: p.stat().st_mtime_ns for p in data.rglob("*") if p.is_file()} == before
    assert "marmalade" not in caplog.text
