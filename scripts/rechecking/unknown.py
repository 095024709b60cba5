"""unknown_filters(): what a run is to be filtered by and no claim of the snapshot has."""

from __future__ import annotations

from index.facets import Facets, primary_subtag
from index.publish import current_id
from scripts.rechecking.request import Request
from scripts.rechecking.sieve import folded
from service.config import Settings


def unknown_filters(request: Request, settings: Settings) -> dict[str, list[str]]:
    """By the option's name, the publishers and languages that nothing can match, as of a name
    mistyped; none is known of a service's claims.

    Raises MatchingError where there is no snapshot.
    """
    sieve = request.sieve
    if request.service or not (sieve.publishers or sieve.languages):
        return {}
    try:
        facets = Facets.open(settings.snapshots / current_id(settings.snapshots))
    except (OSError, ValueError, KeyError):
        return {}  # a damaged snapshot is refused, in better words, where it is opened
    names = {folded(name) for column in ("site", "name") for name, _ in facets.counts(column)}
    spoken = {language for language, _ in facets.claim_languages()}
    unknown = {
        "publisher": [name for name in sieve.publishers if folded(name) not in names],
        "language": [name for name in sieve.languages if primary_subtag(name) not in spoken],
    }
    return {option: values for option, values in unknown.items() if values}
