"""detect(): the language of a text, or None when it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass

DETECTOR = "cld2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """A guess: ISO 639-1 code or None, confidence in [0, 1], and the detector's name."""

    language: str | None
    confidence: float
    detector: str


def detect(text: str) -> Detection:
    """Guess the language; too short or unsure is None."""
    import pycld2

    printable = "".join(c for c in text if c.isprintable() or c.isspace())
    try:
        reliable, _, found = pycld2.detect(printable.encode("utf-8", "ignore"), bestEffort=True)
    except pycld2.error:
        return Detection(language=None, confidence=0.0, detector=DETECTOR)
    _, code, percent, _ = found[0]
    known = reliable and code != "un"
    return Detection(
        language=code if known else None,
        confidence=percent / 100 if known else 0.0,
        detector=DETECTOR,
    )
