"""Publishers' own words and numbers."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from claims.model import Verdict
from claims.verdict import judge_scale, judge_text

TABLE = tomllib.loads(files("claims").joinpath("verdicts_publishers.toml").read_text("utf-8"))[
    "publisher"
]


@pytest.mark.parametrize(
    ("site", "rating_text", "verdict"),
    [
        ("politifact.com", "Barely True", Verdict.MOSTLY_FALSE),
        ("politifact.com", "Pants on Fire!", Verdict.FALSE),
        ("factcheck.afp.com", "Missing context", Verdict.MISLEADING),
        ("factual.afp.com", "Engañoso", Verdict.MISLEADING),
        ("factuel.afp.com", "Faux", Verdict.FALSE),
        ("altnews.in", "False", Verdict.FALSE),
        ("boomlive.in", "Half-Truth", Verdict.MISLEADING),
        ("leadstories.com", "Hoax Alert", Verdict.FALSE),
        ("washingtonpost.com", "Three Pinocchios", Verdict.MOSTLY_FALSE),
        ("washingtonpost.com", "4", Verdict.FALSE),
        ("factly.in", "MISLEADING", Verdict.MISLEADING),
        ("demagog.org.pl", "Częściowa prawda", Verdict.MIXED),
        ("poligrafo.sapo.pt", "Pimenta na Língua", Verdict.FALSE),
        ("poligrafo.sapo.pt", "Verdadeiro, mas...", Verdict.MOSTLY_TRUE),
        ("snopes.com", "Correct Attribution", Verdict.TRUE),
        ("snopes.com", "Legend", Verdict.OTHER),
        ("fullfact.org", "This is not true. Face masks do not do that.", Verdict.FALSE),
        ("fullfact.org", "Correct. This is what the Act says.", Verdict.TRUE),
        ("piaui.folha.uol.com.br", "De olho", Verdict.OTHER),
        ("factcheck.org", "Spins the Facts", Verdict.MISLEADING),
        ("youturn.in", "பொய்", Verdict.FALSE),
        ("chequeado.com", "Apresurado", Verdict.UNPROVEN),
        ("newtral.es", "Verdad a medias", Verdict.MIXED),
        ("checkyourfact.com", "Unsubstantiated", Verdict.UNPROVEN),
        ("tamil.factcrescendo.com", "False", Verdict.FALSE),
        ("aosfatos.org", "Insustentável", Verdict.UNPROVEN),
        ("politica.estadao.com.br", "Fora de contexto", Verdict.MISLEADING),
        ("thequint.com", "Partly True", Verdict.MIXED),
        ("pagellapolitica.it", "Nì", Verdict.MIXED),
        ("boatos.org", "#boato", Verdict.FALSE),
        ("g1.globo.com", "#FATO", Verdict.TRUE),
        ("correctiv.org", "Größtenteils richtig", Verdict.MOSTLY_TRUE),
        ("indiatoday.in", "Two crows", Verdict.MOSTLY_FALSE),
    ],
)
def test_a_publishers_own_words_count_first(site: str, rating_text: str, verdict: Verdict) -> None:
    found = judge_text(rating_text, site)
    assert found.verdict == verdict
    assert found.rule and found.rule.split(":")[0] in site


def test_the_common_tables_still_hold_for_other_words() -> None:
    assert judge_text("Irreführend", "politifact.com").rule == "de:irreführend"
    assert judge_text("4", "example.org").verdict is None
    assert judge_text("Pimenta na língua", "notpoligrafo.sapo.pt.example").rule == (
        "pt:pimenta na língua"
    )


@pytest.mark.parametrize(
    ("site", "value", "best", "worst", "verdict"),
    [
        ("politifact.com", 1, 6, 1, Verdict.FALSE),
        ("politifact.com", 2, 6, 1, Verdict.FALSE),
        ("politifact.com", 5, 6, 1, Verdict.MOSTLY_TRUE),
        ("washingtonpost.com", 4, 1, 4, Verdict.FALSE),
        ("washingtonpost.com", 1, 1, 4, Verdict.MOSTLY_TRUE),
        ("politifact.com", 2, 5, 1, Verdict.MOSTLY_FALSE),
        ("politifact.com", 9, 6, 1, None),
        ("politifact.com", 2.5, 6, 1, Verdict.MOSTLY_FALSE),
    ],
)
def test_a_publishers_number_counts_on_its_own_scale_only(
    site: str, value: float, best: float, worst: float, verdict: Verdict | None
) -> None:
    assert judge_scale(value, best, worst, site).verdict == verdict


def test_no_site_stands_twice_and_no_phrase_has_two_verdicts() -> None:
    sites = [site for section in TABLE for site in section["sites"]]
    assert len(sites) == len(set(sites))
    for section in TABLE:
        phrases = [phrase for verdict in Verdict for phrase in section.get(verdict.value, ())]
        assert len(phrases) == len(set(phrases)), section["sites"]
        assert set(section) <= {*Verdict, "sites", "worst", "best", "numbers"}
