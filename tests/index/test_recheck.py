"""Two checks of one sentence compared, and rows through Arrow and back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from claims.model import Publisher, Verdict
from index.changes import Change, ChangeKind, Head, compare
from index.checked import CheckedMatch, CheckedQuote, CheckedSentence, checked
from index.lookup import (
    Agreement,
    Band,
    Difference,
    DifferenceKind,
    Lookup,
    Match,
    NoMatch,
    NoMatchCode,
    Relation,
    SnapshotInfo,
)
from index.recheck import one_each
from index.recheck_columns import (
    parse_change,
    parse_sentence,
    render_change,
    render_sentence,
    sentence_schema,
    sentence_table,
    sentences_of,
)
from index.recheck_run import Recheck, RunInfo, change_line
from tests.factories import make_claim, make_provenance, make_review

_INFO = SnapshotInfo(id="s1", built_at="2026-01-01", claims=1, encoder="e", calibrated=True)


def _match(text: str = "The Moon is made of cheese.", **changes: object) -> CheckedMatch:
    match = Match(
        score=0.9,
        probability=0.8,
        band=Band.SUGGESTED,
        relation=Relation.SAME,
        differences=(Difference(kind=DifferenceKind.NUMBER, query="2", claim="3"),),
        cross_language=False,
        claim=make_claim(text),
        agreement=Agreement.SINGLE,
        provenance=make_provenance(),
    )
    lookup = _lookup((match,))
    return replace(checked(lookup).matches[0], **changes)  # type: ignore[arg-type]


def _lookup(matches: tuple[Match, ...], no_match: NoMatch | None = None) -> Lookup:
    return Lookup(
        text="a",
        language="en",
        matches=matches,
        no_match=no_match,
        snapshot=_INFO,
        took_ms=1.0,
    )


def _row(*matches: CheckedMatch) -> CheckedSentence:
    silent = NoMatch(code=NoMatchCode.BELOW_THRESHOLD, best_score=0.25)
    answer = checked(_lookup((), None if matches else silent))
    return CheckedSentence(
        document="a.txt",
        ordinal=1,
        start=3,
        end=5,
        text="ä?",
        language=None,
        answer=replace(answer, matches=matches),
        snapshot="s1",
    )


def _kinds(changes: list[Change]) -> list[ChangeKind]:
    return [change.kind for change in changes]


def test_a_match_is_new_lost_or_unchanged() -> None:
    silent, found = _row(), _row(_match())
    assert _kinds(compare(silent, found)) == [ChangeKind.NEW_MATCH]
    assert _kinds(compare(None, found)) == [ChangeKind.NEW_MATCH]
    assert _kinds(compare(found, found)) == [ChangeKind.UNCHANGED]
    assert _kinds(compare(found, silent)) == [ChangeKind.LOST_MATCH]
    assert compare(silent, silent) == compare(None, None) == []


def test_a_match_is_withdrawn_where_its_claim_is() -> None:
    found = _row(_match())
    claim_id = found.matches[0].claim_id
    (change,) = compare(found, _row(), head=lambda known: None if known == claim_id else known)
    assert change.kind is ChangeKind.CLAIM_WITHDRAWN
    assert not change.gone


def test_a_match_whose_sentence_is_gone_is_lost_whatever_became_of_the_claim() -> None:
    (change,) = compare(_row(_match()), None, head=lambda _: None)
    assert change.kind is ChangeKind.LOST_MATCH
    assert change.gone
    assert change.match == _match()


def _heads(**heads: str | None) -> Head:
    return lambda claim_id: heads.get(claim_id, claim_id)


def test_a_merged_claim_goes_on_as_the_one_that_it_is_shown_under() -> None:
    one, other = _match(claim_id="c1"), _match(claim_id="c2")
    both = replace(other, reviews=(*other.reviews, replace(other.reviews[0], site="b.example")))
    merged = _heads(c1="c2")
    (change,) = compare(_row(one), _row(both), head=merged)
    assert change.kind is ChangeKind.VERDICT_CHANGED
    assert (change.before, change.now) == (one, both)
    (change,) = compare(_row(one, other), _row(other), head=merged)
    assert (change.kind, change.before) == (ChangeKind.UNCHANGED, other)
    assert _kinds(compare(_row(one), _row(), head=merged)) == [ChangeKind.LOST_MATCH]


def test_a_claim_parted_from_a_cluster_goes_on_where_it_was_what_was_found() -> None:
    cluster, parted = _match(claim_id="c2", found_by="c1"), _match(claim_id="c1")
    (change,) = compare(_row(cluster), _row(parted))
    assert (change.kind, change.before) == (ChangeKind.UNCHANGED, cluster)
    gone = compare(_row(cluster), _row(parted), head=_heads(c2=None))
    assert _kinds(gone) == [ChangeKind.NEW_MATCH, ChangeKind.CLAIM_WITHDRAWN]


def test_verdict_and_band_may_change_at_once() -> None:
    said = replace(_match().reviews[0], verdict=Verdict.TRUE)
    other = _match(reviews=(said,), band=Band.CONFIRMED)
    kinds = _kinds(compare(_row(_match()), _row(other)))
    assert kinds == [ChangeKind.VERDICT_CHANGED, ChangeKind.BAND_CHANGED]


def test_a_claim_that_comes_to_say_the_opposite_is_a_change() -> None:
    same = _match(relation=Relation.SAME)
    opposite = replace(same, claim_text="It is not so.", relation=Relation.CONTRADICTS)
    assert _kinds(compare(_row(same), _row(opposite))) == [ChangeKind.RELATION_CHANGED]


def test_a_probability_or_a_title_that_changes_is_no_change() -> None:
    other = _match(probability=0.81, reviews=(replace(_match().reviews[0], title="Now titled"),))
    assert _kinds(compare(_row(_match()), _row(other))) == [ChangeKind.UNCHANGED]


def test_changes_are_in_the_order_of_the_matches() -> None:
    a, b, c = (_match(text) for text in ("A claim.", "B claim.", "C claim."))
    changes = compare(_row(c, a), _row(b, a))
    assert [(change.kind.value, change.match.claim_text) for change in changes] == [
        ("new_match", "B claim."),
        ("unchanged", "A claim."),
        ("lost_match", "C claim."),
    ]


def test_the_verdicts_are_those_of_sites_in_any_order() -> None:
    one = make_review(publisher=Publisher(name="A", site="www.A.example"), verdict=Verdict.FALSE)
    two = make_review(publisher=Publisher(name="B", site=None), verdict=None, rating_text="Hm")
    match = Match(
        score=1.0,
        probability=None,
        band=None,
        relation=Relation.RELATED,
        differences=(),
        cross_language=None,
        claim=make_claim(reviews=(two, one, two)),
        agreement=Agreement.AGREE,
        provenance=make_provenance(),
    )
    (kept,) = checked(_lookup((match,))).matches
    assert kept.verdicts == (("a.example", "false"), ("b", "Hm"))


def test_rows_pass_through_arrow_and_json() -> None:
    rows = [_row(_match(), _match("Another.", probability=None, band=None)), _row()]
    rows.append(replace(rows[0], quote=_quote("The Moon is made", None)))
    table = sentence_table(rows)
    assert table.schema == sentence_schema()
    assert sentences_of(table) == rows
    assert [parse_sentence(json.loads(json.dumps(render_sentence(row)))) for row in rows] == rows
    assert list(render_sentence(rows[0])) == sentence_schema().names


def test_changes_pass_through_json() -> None:
    for change in compare(_row(_match()), _row(_match("Another."))):
        assert parse_change(json.loads(json.dumps(render_change(change)))) == change


def test_a_run_reads_its_changes_again_and_again(tmp_path: Path) -> None:
    changes = compare(_row(_match()), _row(_match("Another.")))
    path = tmp_path / "changes.jsonl"
    path.write_text("".join(map(change_line, changes)), encoding="utf-8")
    info = RunInfo(
        snapshot="s2",
        built_at="2026-01-02T00:00:00+00:00",
        encoder="e",
        previous="s1",
        previous_at="2026-01-01T00:00:00+00:00",
        started_at="2026-01-02T01:00:00+00:00",
        documents=1,
        rejected=0,
        sentences=1,
        encoded=0,
        matched_anew=1,
    )
    counts = {ChangeKind.NEW_MATCH: 1, ChangeKind.LOST_MATCH: 1}
    run = Recheck(info=info, counts=counts, output=tmp_path / "out.jsonl", changes_file=path)
    assert list(run.changes()) == list(run.changes()) == changes


def _quote(text: str, speaker: str | None) -> CheckedQuote:
    return CheckedQuote(text=text, start=3, end=3 + len(text), speaker=speaker, language="en")


def test_the_row_of_a_quotation_is_told_where_it_is_believed_more() -> None:
    def quoting(text: str, *matches: CheckedMatch) -> CheckedSentence:
        return replace(_row(*matches), quote=_quote(text, "Tom Hill"))

    sure, unsure = _match(probability=0.9), _match(probability=0.6)
    more, less = quoting("He said more words than he", sure), quoting("He said so", unsure)
    assert one_each([_row(unsure), less, more]) == [more]
    assert one_each([_row(unsure), less]) == [less]  # one claim, in one band
    assert one_each([_row(sure), quoting("It is so")]) == [_row(sure)]
    assert one_each([quoting("It is so")]) == [quoting("It is so")]  # nothing but a quotation
    other = replace(_row(sure), ordinal=2)
    assert one_each([_row(), less, other, replace(other, document="e")]) == [
        less,
        other,
        replace(other, document="e"),
    ]
