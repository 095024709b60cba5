"""FailOn: which kinds of change end a re-check with an exit code of their own, as CI wants it."""

from __future__ import annotations

from collections.abc import Mapping

import click

from index.changes import ChangeKind
from scripts.rechecking.wording import KINDS, counted

EXIT_CODE = 3
_ANY = "any"


class FailOn(click.ParamType[frozenset[ChangeKind]]):
    """`KIND[,KIND]`, or `any` for every kind but unchanged."""

    name = "KIND[,KIND]"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[ChangeKind]:
        """The kinds named; wrong usage where one is none."""
        if isinstance(value, frozenset):
            return value
        words = [word.strip() for word in str(value).split(",")]
        known = {str(kind): kind for kind in ChangeKind if kind is not ChangeKind.UNCHANGED}
        wrong = [word for word in words if word not in known and word != _ANY]
        if wrong:
            self.fail(f"{wrong[0]!r} is none of {', '.join([*known, _ANY])}", param, ctx)
        return frozenset(kind for word, kind in known.items() if word in words or _ANY in words)


def failures(kinds: frozenset[ChangeKind], counts: Mapping[ChangeKind, int]) -> str | None:
    """What was found of these kinds, in words; None where nothing was."""
    told = [kind for kind in KINDS if kind in kinds and counts.get(kind)]
    return ", ".join(counted(counts[kind], KINDS[kind]) for kind in told) or None
