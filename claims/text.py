"""normalise() and text_key(): one definition for the query side and the claim side."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata

from claims.dates import parse_date

TEXT_VERSION = 4  # of what encoders see of a text, frames included

SURROGATE = re.compile(r"[\ud800-\udfff]")  # half of a pair, which no UTF-8 text holds

_WORD = re.compile(r"[^\W_]")
_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_ATTRIBUTION = re.compile(
    r"\s*[—–-]\s*(?P<name>[^—–]{0,60}?)\s*\(@\w{1,20}\)\s*(?P<day>[^()@]{0,28}\d{4})?\s*\Z"
)
_REPEATED = re.compile(r"\A(?:RT @\w+:?\s*)+")
_HANDLES = re.compile(r"(?<![^\W_])(?:[@#]\w+)+")
_DOUBLED_QUOTES = re.compile('"{2,}')
_DOUBLE_QUOTES = re.compile("[“”„‟«»]")
_SINGLE_QUOTES = re.compile("[‘’‚‛]")
_LABEL = re.compile(
    r"\A\W*(?:(?:(?:quick |vera files |afp )?fact[ -]?check(?:ing|ed)?|faktencheck|politifact|"
    r"fake(?: news| alert)?|hoax(?: alert)?|(?:partly |mostly |half )?(?:false|true)(?: claim)?|"
    r"misleading|debunked|analysis|verificamos|el sabueso|webqoof|music-check|whatsapp-check|"
    r"фейк|ফ্যাক্ট চেক|फ़ैक्ट[- ]चेक|झूठा दावा)\s*(?:[:|]|\s[-–—])\s*)+(?=\S)",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\s*\|\s*[^|]{2,30}\Z|\s[-–—]\s(?:fact[ -]?check|full fact|africa check|politifact|"
    r"snopes(?:\.com)?|aos fatos)\s*\Z",
    re.IGNORECASE,
)
_LONGEST_SIGNATURE = 150
_LONGEST_SITE = 60
_LEAST_LETTERS = 8
_SHOUTING = 0.7
_SMALL = b"abcdefghijklmnopqrstuvwxyz"


def normalise(text: str) -> str:
    """Text as the encoder should see it; applying it twice changes nothing.

    NFKC without controls and character references; no links, no labels of fact-checkers, no date
    under a tweet; names stay, those in handles and hashtags too; shouting is lower-cased.
    """
    text = without_controls(unicodedata.normalize("NFKC", html.unescape(html.unescape(text))))
    # most sentences hold none of these; to look for their signs costs less than to match
    if "(@" in text:
        text = _ATTRIBUTION.sub(r" — \g<name>", text)
    if may_link(text):
        text = _LINK.sub(" ", text)
    if "@" in text or "#" in text:
        text = _HANDLES.sub(_spell_out, _REPEATED.sub("", text))
    if not text.isascii():
        text = _SINGLE_QUOTES.sub("'", _DOUBLE_QUOTES.sub('"', text))
    if '""' in text:
        text = _DOUBLED_QUOTES.sub('"', text)
    text = " ".join(text.split()).strip(" —")
    return _lower_shouting(_without_labels(text))


def has_words(text: str) -> bool:
    """Whether anything is left of a text to tell it from others by."""
    # only of what holds one of these signs may nothing be left
    hollow = "&" in text or "@" in text or may_link(text)
    return bool(_WORD.search(normalise(text) if hollow else text))


def without_controls(text: str) -> str:
    """White space as spaces, and nothing else that does not print."""
    if text.isprintable():
        return text
    return "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())


def may_link(text: str) -> bool:
    """False where certainly no link is."""
    if "://" in text:
        return True
    lowered = text.lower() if "." in text else ""
    return "www." in lowered or ".com/" in lowered


def posted_on(text: str) -> str | None:
    """The day in the signature under a quoted post, ISO 8601; None without one."""
    end = text[-_LONGEST_SIGNATURE:]
    signature = _ATTRIBUTION.search(end) if "(@" in end else None
    day = parse_date(signature["day"].casefold()) if signature and signature["day"] else None
    return day if day and len(day) == len("2000-01-01") else None


def text_key(text: str) -> str:
    """Equal for texts that differ only in case, spacing, punctuation or furniture; 32 hex."""
    kept = (c if c.isalnum() or _is_mark(c) else " " for c in normalise(text).casefold())
    return hashlib.sha256(" ".join("".join(kept).split()).encode()).hexdigest()[:32]


def _is_mark(character: str) -> bool:
    """Vowel signs and the like: no letters by themselves, but without them मोदी would be मादा."""
    return unicodedata.category(character).startswith("M")


def _spell_out(handles: re.Match[str]) -> str:
    """`@realDonaldTrump#MAGA2020` is ` real Donald Trump MAGA 2020 `."""
    spaced = []
    for before, here in zip(" " + handles[0], handles[0], strict=False):
        starts = here.isupper() and before.islower() or here.isdigit() and before.isalpha()
        spaced.append(" " if here in "@#_" else " " + here if starts else here)
    return f" {''.join(spaced)} "


def _without_labels(text: str) -> str:
    shorter = _LABEL.sub("", text)
    if "|" in shorter or "- " in shorter or "–" in shorter or "—" in shorter:
        while found := _SITE.search(shorter, max(0, len(shorter) - _LONGEST_SITE)):
            shorter = shorter[: found.start()]
    if len(shorter) == len(text):
        return text
    return shorter if sum(map(str.isalnum, shorter)) >= _LEAST_LETTERS else text


def _lower_shouting(text: str) -> str:
    # so many small letters of ASCII that no count of the others could make it loud
    encoded = text.encode("utf-8", "ignore")
    small = len(encoded) - len(encoded.translate(None, _SMALL))
    if small > (1 - _SHOUTING) * len(text):
        return text
    letters = [c for c in text if c.isalpha()]
    capitals = sum(map(str.isupper, letters))
    loud = len(letters) >= _LEAST_LETTERS and capitals >= _SHOUTING * len(letters)
    return text.lower() if loud else text
