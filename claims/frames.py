"""sought() and unframed(): what a sentence says, without who is said to say it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from claims.phrases import any_of
from claims.text import normalise

_LONGEST = 400  # characters; longer texts and those of several sentences are read as a whole
_SEVERAL = re.compile(r"[.!?…][\"'”“»)]*\s+\S")
_FEWEST_WORDS = 3  # of what is left
_WORD = re.compile(r"[^\W\d_]+")
_SPACED_STOP = re.compile(r"\s+([.!?])")
_WITHIN = r"[^,.:;!?\"“”„«»]"
_OTHERS = r"(?!(?:I|we|you|ich|wir)\b)"  # who speaks says all of it
_NEGATORS = frozenset(
    "not t never no nobody nicht nie niemand kein keine keiner ne pas jamais personne nunca jamás "
    "nadie não ninguém non mai nessuno nikt niet geen nooit не нет никто никогда".split()
)


@dataclass(frozen=True, slots=True)
class _Frames:
    """The frames of one language; `signs` are words of which each frame has one.

    Where nouns have capitals, only those after one of `articles`, or an adjective, are no names.
    """

    signs: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    articles: frozenset[str] | None


def sought(text: str) -> str:
    """What encoders and the words' index see of a text: normalised and without a frame.

    Applying it twice changes nothing.
    """
    return unframed(normalise(text))


def unframed(text: str) -> str:
    """`A leaflet warned that tea cures colds.` is `tea cures colds.`; most texts stay as they are.

    Somebody unnamed who says something tells nothing of which claim it is, and takes up much of a
    short sentence; a name may be part of the claim, and stays. For what is searched only, never
    for what is shown or compared: a frame may deny what it frames.
    """
    if len(text) > _LONGEST or _SEVERAL.search(text):
        return text
    words = set(_WORD.findall(text.lower()))
    if words.isdisjoint(_signs()):
        return text
    for frames in _frames():
        if words.isdisjoint(frames.signs):
            continue
        shorter = text
        for pattern in frames.patterns:
            found = pattern.search(shorter)
            if found and _is_frame(found, frames.articles):
                shorter = shorter[: found.start()] + " " + shorter[found.end() :]
        if shorter != text:
            shorter = _SPACED_STOP.sub(r"\1", " ".join(shorter.split()).lstrip(", "))
            enough = len(_WORD.findall(shorter)) >= _FEWEST_WORDS
            return unframed(shorter) if enough else text  # one may stand in another
    return text


def _is_frame(found: re.Match[str], articles: frozenset[str] | None) -> bool:
    """Whether somebody says it, who has no name."""
    for place, who in found.groupdict().items():
        before = "" if place == "a" else "said"
        for word in _WORD.findall(who or ""):
            if word.lower() in _NEGATORS:
                return False
            if before and word[0].isupper() and len(word) > 1:
                noun = articles and (before.lower() in articles or _may_be_adjective(before))
                if not noun:
                    return False
            before = word
    return True


def _may_be_adjective(word: str) -> bool:
    return word.islower() and len(word) > 4 and word.endswith(("e", "er", "en", "es", "em"))


@cache
def _signs() -> frozenset[str]:
    return frozenset[str]().union(*(frames.signs for frames in _frames()))


@cache
def _frames() -> tuple[_Frames, ...]:
    source = files("claims") / "frames.toml"
    languages = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(map(_read, languages.values()))


def _read(words: Mapping[str, Any]) -> _Frames:
    told, thought = any_of(words["verbs"]), any_of([*words["verbs"], *words["thought"]])
    keys = ("that", "according", "as", "so")
    that, according, like, so = (any_of(words[key]) for key in keys)
    comma = "," if words["commas"] else ""
    noun = rf"(?:{any_of(words['determiners'])})\b"
    who = rf"(?:{any_of([*words['determiners'], *words['pronouns']])})\b"
    close, end = rf"\b(?:{told})\b", r"(?:,|(?=[.!]?\Z))"
    texts = [
        # "A leaflet handed out at the door warned parents that"
        rf"\A(?P<a>{who}{_WITHIN}{{0,80}}?\s)(?<!\bto )(?<!\band )(?:{thought})\b"
        rf"(?P<b>(?:\s[^\W\d_]+){{0,{words['between']}}}?){comma}\s(?:{that})(?:(?<=['’])|\b)\s?",
        # "As a speaker claimed,"
        rf"\A(?:{like})\s(?P<a>{who}{_WITHIN}{{0,80}}?){close}(?P<b>{_WITHIN}{{0,30}}),\s",
        # "Как утверждает одна соседка,"
        rf"\A(?:{like})\s{close}(?P<a>\s{noun}{_WITHIN}{{0,40}}),\s",
        # ", the speaker said," and ", so hieß es,"
        rf",\s(?:(?:{like}|{so})\s)?(?P<a>{_OTHERS}{who}{_WITHIN}{{0,25}}?\s)"
        rf"{close}(?P<b>(?:\s[^\W\d_]+){{0,2}}){end}",
        # ", said one visitor."
        rf",\s(?:{so}\s)?{close}(?P<b>\s{noun}{_WITHIN}{{0,60}}){end}",
        # ", heißt es immer wieder."
        rf",\s(?:{so}\s)?(?:{any_of(words['impersonal'])})\b{_WITHIN}{{0,30}}{end}",
        # ", according to a leaflet,"
        rf",\s(?:{according})\s(?P<a>{noun}{_WITHIN}{{0,60}}){end}",
    ]
    if words["pauses"]:  # "According to the organisers,"
        texts.append(rf"\A(?:{according})\s(?P<a>{noun}{_WITHIN}{{0,60}}),\s")
    if words["subjunctives"]:  # "Ein Redner behauptete, die Streifen seien"
        texts.append(
            rf"\A(?P<a>{who}{_WITHIN}{{0,80}}?\s){close},\s"
            rf"(?=[^,]*\b(?:{any_of(words['subjunctives'])})\b)"
        )
    phrases = (words[key] for key in ("verbs", "thought", "according", "impersonal"))
    signs = {max(_WORD.findall(phrase), key=len) for found in phrases for phrase in found}
    patterns = tuple(re.compile(text, re.IGNORECASE) for text in texts)
    articles = frozenset(words["articles"]) if words["articles"] else None
    return _Frames(frozenset(signs), patterns, articles)
