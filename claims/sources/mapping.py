"""Mapping: which column of a table gives which field of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from collections.abc import Mapping as Columns
from dataclasses import dataclass
from typing import Self

from claims.errors import SourceError

FIELDS = (
    "id",
    "text",
    "title",
    "url",
    "publisher",
    "rating",
    "claimant",
    "claimed_at",
    "reviewed_at",
    "language",
    "site",
    "licence",
    "verdict",
    "summary",
)

_SYNONYMS = {
    "text": ("claim", "claimReviewed", "claim_text", "claim_reviewed"),
    "title": ("headline",),
    "url": ("link", "review_url"),
    "publisher": ("publisher_name",),
    "rating": ("rating_text", "textualRating"),
    "claimant": ("speaker",),
    "claimed_at": ("claim_date", "claimDate"),
    "reviewed_at": ("review_date", "reviewDate", "datePublished"),
    "language": ("lang", "inLanguage", "languageCode"),
    "site": ("publisher_site",),
    "licence": ("license",),
    "summary": ("abstract", "standfirst", "lead"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """For each field, the columns that may give it: the first that is not empty does."""

    columns: Columns[str, tuple[str, ...]]
    declared: bool = True

    @classmethod
    def parse(cls, pairs: Iterable[str]) -> Self:
        """From `FIELD=COLUMN` or `FIELD=COLUMN|COLUMN`; raises SourceError."""
        columns: dict[str, tuple[str, ...]] = {}
        for pair in pairs:
            field, equals, names = pair.partition("=")
            field = field.strip()
            alternatives = tuple(name.strip() for name in names.split("|") if name.strip())
            if not equals or not alternatives:
                raise SourceError(f"{pair!r} is no mapping: write FIELD=COLUMN")
            if field not in FIELDS:
                raise SourceError(f"{field!r} is no field; the fields are {', '.join(FIELDS)}")
            if field in columns:
                raise SourceError(f"{field} is mapped twice: write {field}=ONE|OTHER")
            columns[field] = alternatives
        if not {"text", "title"} & set(columns):
            raise SourceError("nothing is mapped to text or title: add text=COLUMN")
        return cls(columns=columns)

    @classmethod
    def by_name(cls) -> Self:
        """Every field from the column of its name, or of a usual name for it."""
        return cls(columns={f: (f, *_SYNONYMS.get(f, ())) for f in FIELDS}, declared=False)

    def check(self, found: Collection[str]) -> None:
        """Raise SourceError when a column that must be there is not among `found`, or is twice."""
        known = ", ".join(found) or "none"
        if not self.declared and not self._any(found, "text") and not self._any(found, "title"):
            raise SourceError(
                f"no column is named text or title; say which is it with --map text=COLUMN "
                f"(columns: {known})"
            )
        missing = self.missing(found) if self.declared else []
        if missing:
            names = "|".join(self.columns[missing[0]])
            raise SourceError(f"there is no column {names} for {missing[0]} (columns: {known})")
        used = {name for names in self.columns.values() for name in names}
        several = [name for name, times in Counter(found).items() if times > 1 and name in used]
        if several:
            raise SourceError(
                f"there are several columns {several[0]}: rename all but the one that is meant"
            )

    def missing(self, found: Collection[str]) -> list[str]:
        """The fields that no column among `found` gives."""
        return [field for field in self.columns if not self._any(found, field)]

    def _any(self, found: Collection[str], field: str) -> bool:
        return any(name in found for name in self.columns[field])
