"""What is first is not second, and a world war not the other one."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from tests.index.relating import kinds_of, relation_of

PARTED = [
    ("en", "She was the second woman to keep owls.", "She was the first woman to keep owls."),
    ("en", "Soup was invented in World War I.", "Soup was invented in the Second World War."),
    ("de", "Die Suppe kam im Ersten Weltkrieg auf.", "Die Suppe kam im 2. Weltkrieg auf."),
    (
        "fr",
        "Il naquit avant la Première Guerre mondiale.",
        "Il naquit avant la Seconde Guerre mondiale.",
    ),
    ("es", "El primer abad llevaba botas.", "El tercer abad llevaba botas."),
    ("pt", "Foi inventada na Primeira Guerra Mundial.", "Foi inventada na Segunda Guerra Mundial."),
    (
        "it",
        "Fu inventata nella prima guerra mondiale.",
        "Fu inventata nella seconda guerra mondiale.",
    ),
    ("pl", "Była drugą opatką w kraju.", "Była pierwszą opatką w kraju."),
    ("pl", "Zupę podano po I wojnie światowej.", "Zupę podano po II wojnie światowej."),
]


@pytest.mark.parametrize(("language", "query", "claim"), PARTED)
def test_another_rank_is_another_number(language: str, query: str, claim: str) -> None:
    assert DifferenceKind.NUMBER in kinds_of(language, query, claim)
    assert relation_of(language, query, claim, language) is not Relation.SAME


def test_wars_are_told_apart_across_languages() -> None:
    soup = "Soup was invented in World War II."
    assert relation_of("de", "Die Suppe kam im Ersten Weltkrieg auf.", soup) is not Relation.SAME
    assert relation_of("de", "Die Suppe kam im 2. Weltkrieg auf.", soup) is Relation.SAME


@pytest.mark.parametrize(
    ("query", "claim"),
    [
        ("The owl was the first to land.", "The owl landed first."),
        ("After World War I came World War II.", "After World War One came World War Two."),
        ("The first abbot kept a second owl.", "The first abbot kept another owl."),
    ],
)
def test_one_rank_put_otherwise_is_none_other(query: str, claim: str) -> None:
    assert DifferenceKind.NUMBER not in kinds_of("en", query, claim)
