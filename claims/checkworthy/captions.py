"""What stands under a picture: credits, and remarks such as (left) and file photo."""

from __future__ import annotations

import re

from claims.checkworthy.lexicon import LETTER, UNSPACED, Mark, Reading

_OWNER = rf"(?:[{LETTER}.'’]+[\s/,|&-]+){{0,6}}[{LETTER}.'’]+\)?[.।。]?"
_OWNED = re.compile(rf"[\s:/|©]+{_OWNER}|\.\s*{_OWNER}")
_SIGNED = re.compile(
    r"(?:(?:[.!?…(|–—]|^)\s*(?:photos?|photo by|fotos?|bild|images?|picture|imagen|imagem|"
    r"immagine|zdjęcie|beeld|fot|crédits?(?: photo)?|drone image|drohnenfoto|video|illustration)"
    r"(?:\s*[:/|©.]\s*|\s+(?=[A-Z]))|©\s*"
    r"|[.!?…(|–—।。]\s*(?:photograph|fotoğraf|fotografie|фото|світлина|صورة|الصورة|تصوير|عدسة|"
    r"फोटो|फ़ोटो|तस्वीर|图|图片|图片来源|摄影|照片|撮影|写真)\s*[:/|]\s*"
    rf"|\((?:photos?|fotos?) (?:by|di|de|von|van) )(?P<owner>{_OWNER})\Z",
    re.IGNORECASE,
)
_UNSPACED = re.compile(rf"[{UNSPACED}]")
_LONGEST_NAME = 2
_MOST_CHARACTERS = 5


def is_credit(reading: Reading) -> bool:
    """Who made a picture: alone, or at the end of a caption."""
    opening = reading.opening("credit")
    if opening and len(reading.words) - opening.end <= 8:
        behind = reading.after(opening.end)
        if _OWNED.fullmatch(behind) and _named(behind):
            return _parted(reading, opening)
    signed = _SIGNED.search(reading.plain)
    return signed is not None and len(reading.words) <= 45 and _named(signed["owner"])


def is_caption(reading: Reading) -> bool:
    """A remark such as `(archive photo)` or `Symbolbild` closes the line, or `(left)` is in it."""
    last = len(reading.words)
    for mark in reading.marks:
        if mark.name == "note" and mark.end == last and (mark.start == 0 or mark.start >= 2):
            before = reading.plain[: reading.spans[mark.start][0]].rstrip()
            if not before or before[-1] in "([.,;:–—-|":
                return last <= 30
    return is_idle(reading) and any(
        mark.name == "place" and _bracketed(reading, mark) for mark in reading.marks
    )


def is_idle(reading: Reading) -> bool:
    """Neither a number nor a word of reports."""
    return not reading.has("say") and not any(word[0].isdigit() for word in reading.words)


def _parted(reading: Reading, opening: Mark) -> bool:
    """`Photo: Name` and `Photo by Name`, but not `Photo Shows Name`."""
    mark = reading.after(opening.end).lstrip()[:1]
    return mark in (":", "/", "|", "©", ".") or opening.end - opening.start > 1


def _named(text: str) -> bool:
    """At most one word that is no name: whoever made a picture, not what it shows.

    A script without capitals tells names by nothing but their length.
    """
    words = re.findall(rf"[^\W\d_{UNSPACED}][{LETTER}]+", text)
    caseless = sum(word.lower() == word.upper() for word in words)
    if caseless > _LONGEST_NAME or len(_UNSPACED.findall(text)) > _MOST_CHARACTERS:
        return False
    return sum(word[0].islower() for word in words) <= 1 and "'s " not in text.replace("’", "'")


def _bracketed(reading: Reading, mark: Mark) -> bool:
    start, end = reading.spans[mark.start][0], reading.spans[mark.end - 1][1]
    return reading.plain[max(0, start - 1) : start] == "(" and ")" in reading.plain[end : end + 2]
