"""Lapses: times that have no number, as in "for months", against one that has."""

from __future__ import annotations

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
_LONG = "lang"  # "monatelang"
_MOST = 100  # of a unit, that are still told in it


def elapsed_otherwise(alignment: Alignment) -> bool:
    """True for "remembers for months" and "forgets after three seconds"."""
    one, other = alignment.query, alignment.claim
    return _apart(one, other) or _apart(other, one)


def _apart(numbered: Analysis, bare: Analysis) -> bool:
    """Whether none of the times of the first can be what the second leaves without a number."""
    times = _times(numbered)
    if not times or _times(bare):
        return False
    units = [unit for token in bare.tokens if (unit := _unit(token.fold))]
    return bool(units) and not any(unit <= t <= _MOST * unit for unit in units for t in times)


def _times(analysis: Analysis) -> list[float]:
    return [q.value for q in analysis.quantities if q.dimension == "time"]


def _unit(fold: str) -> float | None:
    """The seconds of a unit of which there are several."""
    word = fold.removesuffix(_LONG)
    found = unit_at([word], 0) if word in _SEVERAL else None
    return found[1] if found else None
