"""Texts that are no single claim: lists of checks, and pictures that the text does not name.

In de, en, es, fr, it, pl and pt, the languages in which texts that are not equal are merged.
"""

from __future__ import annotations

import re

_ROUNDUP = re.compile(
    r"\bfact[ -]?check(?:ing|s)\b|\bother news\b|\bwhat to know\b|\bguide to\b|\brumou?rs\b"
    r"|\bthis week\b|\bweekly\b|\bpinocchios?\b|\bspeech(?:es)?\b|\btown hall\b"
    r"|\bfake news tweets\b"
    r"|\b(?:debates?|debatt[ei]n?|débats?|debat|debacie|dibattito|discursos?|discours|rede im)\b"
    r"|\bhoaxes about\b|\bmyths about\b|\bclaims about\b|\bfalse claims on\b"
    r"|\bchecamos\b|\bchecage[mn]s?\b|\bchequeamos\b|\berros e (?:os )?acertos\b|\bfato ou fake\b"
    r"|\bnot[ií]cias falsas\b|\bbulos\b|\brumores\b|\bdesinforma[cç][aõi]\w*s\b|\bmentiras\b"
    r"|\bfausses (?:informations|nouvelles|images|rumeurs)\b|\bintox\b|\brumeurs\b|\bidées reçues\b"
    r"|\bfalschmeldungen\b|\bgerüchte\b|\bmythen\b|\bbufale\b|\bfake newsy\b|\bmity\b"
    r"|\ball you need to know\b|\beverything you need\b|\bwhat (?:it|we|you) can\b|\bthe facts on\b"
    r"|\b(?:fotos?|photos?|im[aá]gene?s|images|imagens|videos|vídeos|vidéos|bilder)\s+"
    r"(?:engañosas|engañosos|trompeuses|mensongères|fausses|falsas|falsos|enganosas|enganosos)\b"
    r"|\b(?:misleading|fake|false|unrelated)\s+(?:photos|images|videos|pictures)\b"
    r"|#\s?\d|\b(?:parte?|teil|część|partie)\s+(?:\d+|[ivx]+|one|two|three)\b"
    r"|[(\[](?:x{0,3})(?:ix|iv|v?i{0,3})[)\]]",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[)\]]")
_POINTING = re.compile(
    r"\b(?:this|these|that|those|est[ea]s?|estos|ess[ea]|ces|cet(?:te)?|diese[nrsm]?|quest[aeio]"
    r"|te|ten|tych)\b",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:photo(?:graph)?s?|images?|pictures?|pics?|screenshots?|videos?|clips?|footage|memes?"
    r"|posts?|tweets?|quot(?:e|es|ation|ations)|misquote|poem|map|chart|audio|message"
    r"|fotos?|fotograf\w+|im[aá]ge(?:m|n|ns|nes)|v[ií]deos?|montage[mn]s?|montajes?|áudios?"
    r"|frases?|citas?|citação|mensage[mn]s?|mensajes?|publicaç\w+|publicaci\w+|postage[mn]s?"
    r"|vidéos?|clichés?|citations?|bild(?:er|es|ern)?|aufnahmen?|zitat\w*|beiträge?"
    r"|immagin[ei]|citazion[ei]|zdjęci\w+|wide[oa]\w*|film\w*|nagrani\w+|cytat\w*)\b",
    re.IGNORECASE,
)


def is_roundup(text: str) -> bool:
    """True for a heading over several checks, and for a part of a series."""
    return bool(_ROUNDUP.search(_EMPTY_BRACKETS.sub("", text)))


def shows_something(text: str) -> bool:
    """True for a text about a picture, film or quotation, or "this": it need not say which."""
    return bool(_SHOWN.search(text) or _POINTING.search(text))
