"""The report: what it lists and says, what it leaves out, what hostile texts become."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from claims.model import Verdict
from index.changes import Change, ChangeKind
from index.checked import CheckedQuote, CheckedSentence
from index.lookup import Band, Difference, DifferenceKind, Relation
from index.recheck_run import Recheck
from scripts.rechecking.plots import month_plot, publisher_plot
from scripts.rechecking.read_output import matched_rows
from scripts.rechecking.report import write_report
from scripts.rechecking.report_rows import Edit, http_only, row_of
from scripts.rechecking.tally import Tally
from scripts.rechecking.wording import verdict_words
from tests.scripts.rechecking.made import (
    STARTED,
    a_change,
    a_match,
    a_recheck,
    a_review,
    a_sentence,
)

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028{{ 7 * 7 }}"


def _rows(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="rows">(.*?)</script>', page, re.S)
    assert found
    listed: dict[str, Any] = json.loads(found[1])
    return listed


def _written(folder: Path, recheck: Recheck, **limits: int) -> str:
    path = folder / "report.html"
    write_report(recheck, matched_rows(recheck.output), path, **limits)
    return path.read_text(encoding="utf-8")


class _Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_a_changed_verdict_is_told_by_publisher() -> None:
    before = a_match(reviews=(a_review(), a_review(site="other.example", publisher="Other")))
    now = a_match(reviews=(a_review(verdict=Verdict.MOSTLY_FALSE),), probability=0.7)
    change = a_change(ChangeKind.VERDICT_CHANGED, before=before, now=now)
    row = row_of(change, STARTED)
    assert row.edits == (
        Edit("Example Checks", "False", "Mostly false"),
        Edit("Other", "False", ""),
    )
    assert row.since == "2026-11-24"


def test_a_changed_band_is_told_with_its_probabilities() -> None:
    now = a_match(band=Band.SUGGESTED, probability=0.62)
    row = row_of(a_change(ChangeKind.BAND_CHANGED, before=a_match(), now=now), STARTED)
    assert row.edits == (Edit("Match", "Confirmed (97%)", "Suggested (62%)"),)


@pytest.mark.parametrize("relation", [Relation.CONTRADICTS, Relation.RELATED])
def test_a_verdict_is_not_put_on_a_sentence_that_does_not_say_the_same(relation: Relation) -> None:
    differences = (Difference(kind=DifferenceKind.NUMBER, query="5", claim="7"),)
    row = row_of(a_change(now=a_match(relation=relation, differences=differences)), STARTED)
    assert "verdict" in row.relation_words
    assert "does not apply" in row.relation_words or "for you to judge" in row.relation_words
    assert row.differences == ("number: sentence has “5”, claim has “7”",)


def test_certainty_is_never_claimed() -> None:
    assert row_of(a_change(now=a_match(probability=0.9999)), STARTED).percent == "99%"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//host/x", "http:", "http://[", None]
)
def test_only_web_addresses_are_links(address: str | None) -> None:
    assert http_only(address) is None


def test_words_of_a_rating_that_no_rule_knows_stay() -> None:
    assert verdict_words("Quatre Pinocchios") == "Quatre Pinocchios"
    assert verdict_words("mostly_true") == "Mostly true"


def test_the_page_lists_changes_before_what_stands(tmp_path: Path) -> None:
    lost = a_change(ChangeKind.LOST_MATCH, before=a_match(), now=None, gone=True)
    fresh = a_change(now=a_match(claim_id="cfresh"), sentence=a_sentence(ordinal=3))
    rows = [a_sentence(a_match(claim_id="cold")), a_sentence(a_match(claim_id="cfresh"), ordinal=3)]
    page = _written(tmp_path, a_recheck(tmp_path, [lost, fresh], rows))
    listed = _rows(page)
    kinds = [listed["kinds"][row[0]][0] for row in listed["rows"]]
    assert kinds == ["new_match", "lost_match", "unchanged"]
    assert [row[13] for row in listed["rows"]] == ["2026-11-24", "2026-11-24", ""]
    assert "1 new match and 1 lost match." in page
    assert "no longer there" in page
    assert "Not listed" not in page


def test_matches_are_counted_not_claims(tmp_path: Path) -> None:
    changes = [
        a_change(kind, before=a_match(), now=now, sentence=a_sentence(ordinal=ordinal))
        for ordinal in range(2)
        for kind, now in (
            (ChangeKind.CLAIM_WITHDRAWN, None),
            (ChangeKind.VERDICT_CHANGED, a_match()),
        )
    ]
    write_report(a_recheck(tmp_path, changes), [], tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "2 matches with a changed verdict and 2 matches of withdrawn claims." in page


def test_the_page_says_whose_words_were_looked_up(tmp_path: Path) -> None:
    words = "The Moon is made of <b>cheese</b>"
    quote = CheckedQuote(text=words, start=1, end=34, speaker="Tom Hill", language="en")
    change = a_change(sentence=a_sentence(a_match(), quote=quote))
    page = _written(tmp_path, a_recheck(tmp_path, [change]))
    assert "“The Moon is made of &lt;b&gt;cheese&lt;/b&gt;”, Tom Hill</bdi>" in page
    assert [row[4] for row in _rows(page)["rows"]] == [f"“{quote.text}”, Tom Hill"]
    assert ">What is quoted says the same as this claim." in page
    plain = _written(tmp_path, a_recheck(tmp_path, [a_change()]))
    assert "What is quoted: <bdi>" not in plain


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    changes = [a_change(now=a_match(probability=n / 10, claim_id=f"c{n}")) for n in range(1, 10)]
    rows = [a_sentence(a_match(claim_id=f"cold{n}"), ordinal=n) for n in range(7)]
    page = _written(tmp_path, a_recheck(tmp_path, changes, rows), listed=2, unchanged=3)
    listed = _rows(page)
    assert [row[10] for row in listed["rows"][:2]] == ["90%", "80%"]
    assert len(listed["rows"]) == 5
    assert "Not listed here: 7 new matches, 4 unchanged matches." in page


def test_a_first_run_calls_nothing_new(tmp_path: Path) -> None:
    rows = [a_sentence(a_match())]
    page = _written(tmp_path, a_recheck(tmp_path, [a_change()], rows, previous=None))
    assert "1 match." in page
    assert "first run" in page
    assert "New match" not in page
    assert "Example Checks" in page


def test_a_run_without_matches_or_changes_is_a_page_too(tmp_path: Path) -> None:
    page = _written(tmp_path, a_recheck(tmp_path, [], [a_sentence()]))
    assert "Nothing has changed." in page
    page = _written(tmp_path, a_recheck(tmp_path, [], [a_sentence()], previous=None))
    assert "No sentence matches a reviewed claim." in page


def _hostile() -> tuple[Change, CheckedSentence]:
    bad = "javascript:alert(3)"
    review = a_review(publisher=HOSTILE, title=HOSTILE, url=bad, rating_text=HOSTILE, verdict=None)
    match = a_match(claim_text=HOSTILE, reviews=(review,), claim_language='"><b>')
    row = a_sentence(match, text=HOSTILE + "\x00\ud800", document=bad, language="'><i>")
    before = replace(match, reviews=(a_review(),))
    change = Change(kind=ChangeKind.VERDICT_CHANGED, sentence=row, before=before, now=match)
    return change, row


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    change, row = _hostile()
    recheck = a_recheck(tmp_path, [], [])
    recheck = replace(recheck, counts={ChangeKind.VERDICT_CHANGED: 1})
    recheck.changes_file.write_text(json.dumps(_plain(change)) + "\n", encoding="utf-8")
    write_report(recheck, [row], tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("<script") == 2
    assert "{{ 7 * 7 }}" in page
    found = _Tags()
    found.feed(page)
    assert "img" not in found.tags
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert not [v for name, v in found.attributes if name == "href" and "javascript" in (v or "")]
    assert _rows(page)["claims"][0][2][0][2] is None
    assert not any(name == "style" for name, _ in found.attributes)


def _plain(change: Change) -> dict[str, Any]:
    from index.recheck_columns import render_change

    shown = replace(change, sentence=replace(change.sentence, text=HOSTILE))
    return render_change(shown)


def test_nothing_comes_from_elsewhere(tmp_path: Path) -> None:
    page = _written(tmp_path, a_recheck(tmp_path, [a_change()], [a_sentence(a_match())]))
    found = _Tags()
    found.feed(page)
    assert not {"img", "iframe", "object", "embed", "base"} & set(found.tags)
    assert not [value for name, value in found.attributes if name == "src"]
    policy = next(value for name, value in found.attributes if "default-src" in (value or ""))
    assert policy and policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    recheck = a_recheck(tmp_path, [a_change()], [a_sentence(a_match())])
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    recheck.changes_file.write_text("{}\n", encoding="utf-8")
    with pytest.raises((ValueError, KeyError)):
        write_report(recheck, matched_rows(recheck.output), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.glob(".report*"))


def test_plots_count_each_publisher_once_and_leave_no_month_out() -> None:
    reviews = (a_review(reviewed_at="2024-11-30"), a_review(reviewed_at="2025-02"))
    second = a_match(band=Band.SUGGESTED, reviews=(a_review(reviewed_at="2024-12-01T10:00:00Z"),))
    undated = a_match(reviews=(a_review(reviewed_at="spring", publisher=None),))
    found = Tally()
    rows = [a_sentence(a_match(reviews=reviews), second, undated), a_sentence()]
    assert list(found.over(rows)) == rows
    assert (found.matches, found.confirmed, found.sentences, found.undated) == (3, 2, 1, 1)
    assert found.publishers == {"Example Checks": 2, "checks.example": 1}
    months = month_plot(found)
    assert [(b.month, b.confirmed, b.other) for b in months.bars] == [
        ("2024-12", 0, 1),
        ("2025-01", 0, 0),
        ("2025-02", 1, 0),
    ]
    tallest = months.bars[2]
    assert tallest.confirmed_y + tallest.confirmed_height == pytest.approx(152)
    assert publisher_plot(found).bars[1] == ("checks.example", 1, 50.0)


def test_a_wrong_date_does_not_stretch_the_plot() -> None:
    found = Tally()
    days = ("0204-01-01", "2025-01-01")
    list(found.over([a_sentence(a_match(reviews=(a_review(reviewed_at=d),))) for d in days]))
    months = month_plot(found)
    assert (len(months.bars), months.earlier) == (120, 1)


@pytest.mark.parametrize("output", ["out.parquet", "out.jsonl"])
def test_rows_with_matches_are_read_back(tmp_path: Path, output: str) -> None:
    rows = [a_sentence(), a_sentence(a_match(), ordinal=1)]
    recheck = a_recheck(tmp_path, [], rows, output=output)
    assert list(matched_rows(recheck.output)) == rows[1:]
