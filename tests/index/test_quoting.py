"""What a sentence quotes: whose words may be looked up, and whether it affirms them."""

from __future__ import annotations

import pytest

from index.quoting import quoting_of

WORDS = "The Great Wall of China is visible from the Moon"


@pytest.mark.parametrize(
    ("text", "quoted", "alone", "affirms"),
    [
        ("Nothing is quoted here at all.", 0, False, True),
        (f"“{WORDS}.”", 1, True, True),
        (f"“{WORDS},” said Anna Berg on Monday when she met the press in Vienna.", 1, False, True),
        (f"It is a myth that “{WORDS}”.", 1, False, False),
        (f"“{WORDS}” is what a board in the old hall of our town said.", 0, False, True),
        (f"“{WORDS}. It was built in one single year,” said Tom Hill.", 2, False, True),
    ],
)  # fmt: skip
def test_what_may_be_looked_up(text: str, quoted: int, alone: bool, affirms: bool) -> None:
    before = "The council met. "
    _, *said = quoting_of(before + text, "en")
    found = [quote for one in said for quote in one.quoted]
    assert len(found) == quoted
    assert all((before + text)[quote.start : quote.end] == quote.text for quote in found)
    assert [(one.alone, one.affirms) for one in said if one.quoted or not quoted] == [
        (alone, affirms)
    ]
