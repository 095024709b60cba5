"""What two do with each other, whichever of them is named first."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

MET = [
    ("en", "Ann Miller met Bob Carter on 12 May.", "Bob Carter met Ann Miller on 12 May."),
    ("de", "Anna Braun traf sich mit Otto Wolf.", "Otto Wolf traf sich mit Anna Braun."),
    ("fr", "Anne Petit a rencontré Luc Roux.", "Luc Roux a rencontré Anne Petit."),
    ("es", "Ana Gil se reunió con Luis Sanz.", "Luis Sanz se reunió con Ana Gil."),
    ("pt", "Ana Reis encontrou-se com Rui Luz.", "Rui Luz encontrou-se com Ana Reis."),
    ("it", "Mario Rossi si è sposato con Anna Verdi.", "Anna Verdi si è sposata con Mario Rossi."),
    ("pl", "Anna Nowak spotkała się z Janem Lisem.", "Jan Lis spotkał się z Anną Nowak."),
]
DID = [
    ("en", "Ann Miller beat Bob Carter on 12 May.", "Bob Carter beat Ann Miller on 12 May."),
    ("en", "Ann Miller met and beat Bob Carter.", "Bob Carter met and beat Ann Miller."),
    ("en", "Ann Miller spoke about Bob Carter.", "Bob Carter spoke about Ann Miller."),
    ("pt", "Ana Reis encontrou Rui Luz.", "Rui Luz encontrou Ana Reis."),
    ("pl", "Anna Nowak pokonała Jana Lisa.", "Jan Lis pokonał Annę Nowak."),
]


@pytest.mark.parametrize(("language", "query", "claim"), MET)
def test_who_met_whom_is_the_same(language: str, query: str, claim: str) -> None:
    assert relation_of(language, query, claim, language) is Relation.SAME


@pytest.mark.parametrize(("language", "query", "claim"), DID)
def test_who_did_what_to_whom_is_not(language: str, query: str, claim: str) -> None:
    assert relation_of(language, query, claim, language) is Relation.CONTRADICTS
