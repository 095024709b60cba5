"""Statement: one text and the claims that consist of it, read once for all its comparisons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claims.language import detect
from claims.model import Claim
from claims.publishers import publisher_marks
from claims.text import normalise, text_key
from index.clusters.kinds import is_roundup
from index.forms import told_of
from index.links import Links

_FEWEST_WORDS = 4
_FEWEST_LETTERS = 16  # in scripts that put no spaces between words
_MOST_PAGES = 3  # of one publisher under one text; more are a heading's
_NEAR_DAYS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A text and the claims that have it, by id and by row in the snapshot.

    `publishers` (their sites and names) and `titles` are folded, to be compared. `language` is
    what the text itself is taken for, if it can be told: labels of sources are wrong too often to
    merge by. `days` are the reviews' ordinal days, as far as known, `vector` the row of the text's
    vector, and `told` the titles and summaries of reviews as they are encoded.
    """

    ids: tuple[str, ...]
    rows: tuple[int, ...]
    text: str
    key: str
    language: str | None
    publishers: frozenset[str]
    titles: frozenset[str]
    days: tuple[int, ...]
    vector: int
    told: tuple[str, ...]

    def apart(self, other: Statement) -> int | None:
        """How many days the nearest reviews are apart; None where one has no date."""
        pairs = (abs(one - two) for one in self.days for two in other.days)
        return min(pairs, default=None)

    def same_days(self, other: Statement) -> bool:
        """True where both were reviewed within a few weeks."""
        days = self.apart(other)
        return days is not None and days <= _NEAR_DAYS


def read_statements(claims: Iterable[Claim], links: Links) -> Iterator[Statement]:
    """A statement a claim, in row order."""
    for row, claim in enumerate(claims):
        key = text_key(claim.text)
        titles = {text_key(r.title) for r in claim.reviews if r.title} - {key}
        yield Statement(
            ids=(claim.id,),
            rows=(row,),
            text=normalise(claim.text),
            key=key,
            language=detect(claim.text).language,
            publishers=frozenset().union(*map(publisher_marks, claim.reviews)),
            titles=frozenset(titles),
            days=tuple(day for r in claim.reviews if (day := _day(r.reviewed_at))),
            vector=int(links.vectors_of(row)[0]),
            told=told_of(claim),
        )


def usable(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Those of equal text together, but for texts that are no claim: too short, headings, lists."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        groups[one.key].append(one)
    for group in groups.values():
        if _says_something(group[0].text) and not is_roundup(group[0].text):
            if kept := _without_headings(group):
                yield kept


def pooled(group: Sequence[Statement]) -> Statement:
    """Several statements of one text as one."""
    first = group[0]
    return replace(
        first,
        ids=tuple(i for one in group for i in one.ids),
        rows=tuple(row for one in group for row in one.rows),
        publishers=frozenset().union(*(one.publishers for one in group)),
        titles=frozenset().union(*(one.titles for one in group)),
        days=tuple(sorted({day for one in group for day in one.days})),
        told=tuple(dict.fromkeys(title for one in group for title in one.told)),
    )


def _without_headings(group: list[Statement]) -> list[Statement]:
    pages: dict[str, list[Statement]] = defaultdict(list)
    for one in group:
        for publisher in one.publishers or {""}:
            pages[publisher].append(one)
    headed = {publisher for publisher, found in pages.items() if _is_heading(found)}
    return [one for one in group if not headed & (one.publishers or {""})]


def _is_heading(pages: list[Statement]) -> bool:
    """True where one publisher put a text over pages that are about different things."""
    if len(pages) > _MOST_PAGES:
        return True
    titled = [one.titles for one in pages if one.titles]
    return any(not one & other for one in titled for other in titled)


def _says_something(text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    words = len(text.split())
    return letters >= _FEWEST_LETTERS and (words >= _FEWEST_WORDS or words == 1)


def _day(when: str | None) -> int | None:
    try:
        return date.fromisoformat((when or "")[:10]).toordinal()
    except ValueError:
        return None
