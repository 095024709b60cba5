"""What a claim is found by: its text, each title with the text, each summary."""

from __future__ import annotations

from claims.model import Claim
from index.forms import forms_of, told_of
from tests.claims.factories import make_record

WALL = "The Great Wall is visible from the Moon."


def _claim(text: str, *reviews: tuple[str | None, str | None]) -> Claim:
    """A claim with reviews of these titles and summaries."""
    records = [make_record(text, title=title, summary=summary) for title, summary in reviews]
    first = records[0]
    return Claim(
        id=first.claim_id,
        text=text,
        language="en",
        claimant=None,
        claimed_at=None,
        appearances=(),
        reviews=tuple(record.review for record in records),
    )


def test_a_title_stands_with_its_text_and_a_summary_alone() -> None:
    narrow = "No, it is too narrow."
    claim = _claim(WALL, ("What we know", narrow), (WALL, None), ("What we know", None))
    assert forms_of(claim) == [WALL, f"{WALL} What we know", narrow]
    assert told_of(claim) == ("What we know", narrow)


def test_what_nobody_in_particular_says_is_left_out_of_both() -> None:
    text = "A leaflet claimed that the Great Wall is visible from the Moon."
    forms = forms_of(_claim(text, ("A leaflet said that the wall is long", None)))
    assert len(forms) == 2
    assert not any("leaflet" in form for form in forms)


def test_a_claim_without_letters_keeps_its_text() -> None:
    assert forms_of(_claim("???", (None, None))) == ["???"]
    assert told_of(_claim("???", (None, None))) == ()
