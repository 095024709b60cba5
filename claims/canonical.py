"""canonical(): what is hashed of a sentence in privacy mode. Browsers do the same, see the README.

Every step exists in JavaScript under the same name and with the same result; a change of any of
them is a new HASH_VERSION, and `tests/material/hashes.json` holds both sides to it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from claims.text import normalise

HASH_VERSION = 1
SHORTEST = 12  # code points of a form; what is shorter is not hashed

_QUOTED = re.compile('[“”„«»「『"]([^“”„«»「」『』"]{20,})[“”«»」』"]')
_TOLD = re.compile(r"\A(.{20,}?)[ \t\n]+[—–-][ \t\n]+[^—–]{2,60}\Z", re.DOTALL)


class _Kept(dict[int, str | None]):
    """What becomes of each code point, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        category = unicodedata.category(chr(code))
        if category == "Cf" or 0x300 <= code <= 0x36F:
            self[code] = None
        else:
            self[code] = chr(code) if category[0] in "LMN" else " "
        return self[code]


_KEPT = _Kept({ord("ς"): "σ"})


def canonical(text: str) -> str:
    """Letters, marks and digits in lower case, one space between words, no accents."""
    return " ".join(unicodedata.normalize("NFKD", text).lower().translate(_KEPT).split())


def sentence_forms(sentence: str) -> list[str]:
    """What a client hashes: the sentence, what it quotes, and itself without `— Name` at its end.

    Longest first; none under SHORTEST.
    """
    parts = [sentence]
    if quoted := _QUOTED.search(sentence):
        parts.append(quoted[1])
    if told := _TOLD.match(sentence):
        parts.append(told[1])
    return _distinct(parts)


def claim_forms(text: str) -> list[str]:
    """What is kept of a claim's text or a title: its forms as it is and as the encoder sees it."""
    cleaned = normalise(text)
    more = sentence_forms(cleaned) if cleaned != text else []
    return list(dict.fromkeys([*sentence_forms(text), *more]))


def form_hash(form: str) -> bytes:
    """The SHA-256 of a form, 32 bytes."""
    return hashlib.sha256(form.encode()).digest()


def _distinct(parts: list[str]) -> list[str]:
    forms = dict.fromkeys(map(canonical, parts))
    return [form for form in forms if len(form) >= SHORTEST]
