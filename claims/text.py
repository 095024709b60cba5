"""normalise() and text_key(): one definition for the query side and the claim side."""

from __future__ import annotations

import hashlib
import re
import unicodedata

TEXT_VERSION = 1

_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"\s*[—–-]\s*[^—–]{0,60}\(@\w{1,20}\)\s*(?:\w+ \d{1,2}, \d{4})?\s*$")
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Text as the encoder should see it: NFKC, no controls, no links, no tweet signature."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())
    text = _ATTRIBUTION.sub("", text)
    text = _LINK.sub(" ", text)
    return _SPACE.sub(" ", text).strip()


def text_key(text: str) -> str:
    """Equal for texts that differ only in case, spacing, punctuation or furniture; 32 hex."""
    words = re.findall(r"[^\W_]+", normalise(text).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]
