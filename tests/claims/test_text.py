"""Texts as the encoder sees them: furniture gone, names kept, shouting calmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.text import has_words, normalise, posted_on, text_key

CASES = [
    ("plain", "NATO opens an office in Tokyo.", "NATO opens an office in Tokyo."),
    ("white space", " a \n b\u00a0c\u200bd ", "a b cd"),
    ("compatibility forms", "ﬁve ｃａｔｓ", "five cats"),
    ("character references", "Cats &amp; dogs &#039;talk&#039;", "Cats & dogs 'talk'"),
    ("links", "Look https://t.co/abc here pic.twitter.com/xyz", "Look here"),
    ("links in odd letters", "A pıc.twitter.com/abc WWW.example.org, HTTPS://x.org b", "A b"),
    ("a glued link", "#nohttps://t.co/abc", "no"),
    (
        "signature of a tweet",
        "Rumours are unfounded. https://t.co/x — Orlando Police (@OrlandoPolice) June 13, 2016",
        "Rumours are unfounded. — Orlando Police",
    ),
    ("signature without a name", "Sold out - (@shop) May 1, 2020", "Sold out"),
    ("a repeated tweet", "RT @some_one: It is raining", "It is raining"),
    ("handles", ".@realDonaldTrump@JoeBiden lied", ". real Donald Trump Joe Biden lied"),
    ("hashtags", "No #OrlandoUnited #COVID19", "No Orlando United COVID 19"),
    ("an address is no handle", "write to me@example.org", "write to me@example.org"),
    ("quote marks", "„Ja“, «non», ‘so’, \"\"x\"\"", "\"Ja\", \"non\", 'so', \"x\""),
    ("shouting", "THE MOON IS MADE OF CHEESE!", "the moon is made of cheese!"),
    ("an abbreviation is no shouting", "NATO USA", "NATO USA"),
    ("some capitals are no shouting", "BREAKING: the moon is made of cheese", None),
    ("labels", "FACT CHECK: False: Cats rule the town", "Cats rule the town"),
    ("a site before", "PolitiFact - Cats rule the town", "Cats rule the town"),
    ("a site behind", "Cats rule the town | Lead Stories", "Cats rule the town"),
    ("a site behind a long dash", "Cats rule the town — Snopes", "Cats rule the town"),
    ("a label alone stays", "Fact check: no", "Fact check: no"),
    ("two sites", "Dogs eat their fill here | Animals | Lead Stories", "Dogs eat their fill here"),
    ("quotes of two kinds", 'He said: “Prices soar”"', 'He said: "Prices soar"'),
    ("nothing", " \n ", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=lambda _: "")
def test_furniture_goes_and_names_stay(text: str, expected: str | None) -> None:
    assert normalise(text) == (text if expected is None else expected)
    assert normalise(normalise(text)) == normalise(text)


def test_shouted_and_quiet_texts_are_the_same() -> None:
    quiet = "the vaccine alters your genes"
    assert normalise(quiet.upper()) == quiet


@pytest.mark.parametrize(
    "text",
    ["www.example.com/a", "pic.twitter.com/xyz", "https://t.co/abc", "RT @a:", "&nbsp;", "—"],
)
def test_a_text_of_furniture_has_no_words(text: str) -> None:
    assert not has_words(text) and has_words(text + " Cats sing")


def test_the_key_ignores_case_and_punctuation() -> None:
    assert text_key("Cats RULE, the town!") == text_key("False claim: cats rule the town")
    assert text_key("Cats rule the town") != text_key("Dogs rule the town")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It rains. — Ann (@ann) June 3, 2016", "2016-06-03"),
        ("IT RAINS. — ANN (@ANN) JUNE 3, 2016", "2016-06-03"),
        ("Es regnet. – Ann (@ann) 3. Juni 2016", "2016-06-03"),
        ("It rains. — Ann (@ann)", None),
        ("It rained on June 3, 2016.", None),
        ("It rains. — Ann (@ann) Smarch 3, 2016", None),
        ("It rains. — Ann (@ann) in 2016", None),
    ],
)
def test_the_day_of_a_post_is_read_from_its_signature(text: str, day: str | None) -> None:
    assert posted_on(text) == day
    assert normalise(text).casefold().startswith(text[:7].casefold())


def test_keys_keep_vowel_signs() -> None:
    assert text_key("मोदी") != text_key("मादा")
    assert text_key("मोदी ने कहा।") == text_key("मोदी ने कहा")


SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not here")
@pytest.mark.parametrize(("name", "dated"), [("checkthat22", 0.95), ("articles", 0.0)])
def test_real_posts_are_cleaned_once_and_keep_their_words(name: str, dated: float) -> None:
    lines = (SHARED / name / "dev.queries.tsv").read_text(encoding="utf-8").splitlines()
    texts = [line.split("\t", 1)[1] for line in lines]
    cleaned = [normalise(text) for text in texts]
    assert all(normalise(text) == text for text in cleaned)
    assert sum(bool(text) for text in cleaned) >= 0.99 * len(texts)
    assert not any("http" in text or "(@" in text for text in cleaned)
    assert sum(posted_on(text) is not None for text in texts) >= dated * len(texts)
