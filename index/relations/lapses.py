"""Lapses: times and lengths without a number, as in "for months", against others."""

from __future__ import annotations

from collections.abc import Callable

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.quantities import unit_at

# Only where there are several: "this month" is no length of time.
_SEVERAL = frozenset(
    "seconds minutes hours days weeks months years decades centuries sekunden minuten stunden "
    "tage tagen wochen monate monaten jahre jahren jahrzehnte jahrzehnten secondes heures jours "
    "semaines ans annees siecles segundos minutos horas dias semanas meses anos decadas siglos "
    "seculos secondi minuti ore giorni settimane mesi anni decenni secoli sekundy godziny godzin "
    "dni tygodnie tygodni miesiace miesiecy lata lat".split()
)
_LENGTHS = {
    **dict.fromkeys(
        "millimetres millimeters millimetern millimetros millimetri milimetrow".split(), 1.0
    ),
    **dict.fromkeys(
        "centimetres centimeters zentimeter zentimetern centimetros centimetri centymetrow".split(),
        10.0,
    ),
    **dict.fromkeys("metres meters metern metros metri metrow".split(), 1e3),
    **dict.fromkeys(
        "kilometres kilometers kilometern quilometros kilometros chilometri kilometrow".split(), 1e6
    ),
}
_FAR = 60  # times as long, so that several of one are not several of the other
_LONG = "lang"  # "monatelang"
_MOST = 100  # of a unit, that are still told in it


def elapsed_otherwise(alignment: Alignment) -> bool:
    """True for "remembers for months" and "forgets after three seconds"."""
    one, other = alignment.query, alignment.claim
    if _apart(one, other) or _apart(other, one):
        return True
    return any(_several_apart(one, other, unit) for unit in (_unit, _LENGTHS.get))


def _apart(numbered: Analysis, bare: Analysis) -> bool:
    """Whether none of the times of the first can be what the second leaves without a number."""
    times = _times(numbered)
    if not times or _times(bare):
        return False
    units = [unit for token in bare.tokens if (unit := _unit(token.fold))]
    return bool(units) and not any(unit <= t <= _MOST * unit for unit in units for t in times)


def _several_apart(one: Analysis, other: Analysis, unit_of: Callable[[str], float | None]) -> bool:
    """Whether both speak of several of a unit, without a number, and not of such as are near."""
    if one.quantities or other.quantities:
        return False
    ours, theirs = (
        [unit for token in side.tokens if (unit := unit_of(token.fold))] for side in (one, other)
    )
    near = any(a <= _FAR * b and b <= _FAR * a for a in ours for b in theirs)
    return bool(ours and theirs) and not near


def _times(analysis: Analysis) -> list[float]:
    return [q.value for q in analysis.quantities if q.dimension == "time"]


def _unit(fold: str) -> float | None:
    """The seconds of a unit of which there are several."""
    word = fold.removesuffix(_LONG)
    found = unit_at([word], 0) if word in _SEVERAL else None
    return found[1] if found else None
