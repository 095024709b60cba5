"""What a field of a source may hold: web addresses, sites, language tags, plain text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from claims.errors import RecordError

LONGEST_TEXT = 20_000
LONGEST_URL = 4_000

_SITE = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_PLAIN = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?=[/?#]|\Z)")
_NO_HOST = re.compile(r"[\s%<>\"'\\{}|^`]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "hindi": "hi",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
}

# where everybody has a page; who is there shares the address with all others
_NETWORKS = frozenset(
    "bsky.app facebook.com fb.com instagram.com linkedin.com linktr.ee ok.ru pinterest.com "
    "reddit.com t.me telegram.me threads.net tiktok.com twitter.com vk.com wikidata.org "
    "wikipedia.org x.com youtube.com youtu.be".split()
)


def fits(text: str) -> bool:
    """Whether a store and a JSON answer can hold the text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text and len(text) <= LONGEST_TEXT


def check_text(field: str, text: str) -> None:
    """Raise RecordError for text that no store and no JSON answer can hold."""
    if "\0" in text:
        raise RecordError(f"{field} holds a NUL character")
    if len(text) > LONGEST_TEXT:
        raise RecordError(f"{field} has {len(text)} characters, more than {LONGEST_TEXT}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        what = "invalid UTF-8" if 0xDC80 <= ord(text[error.start]) <= 0xDCFF else "a lone surrogate"
        raise RecordError(f"{field} holds {what}") from None


def web_url(text: str) -> str | None:
    """The address itself when it is http or https and has a host, else None.

    Spaces become %20, as a browser has it. A name before the host (`https://desk.example@evil.example`)
    passes for one: such an address is none.
    """
    text = text.strip()
    if len(text) > LONGEST_URL or " http" in text or not text.isprintable():
        return None
    text = text.replace(" ", "%20")
    if not url_site(text):
        return None
    return None if "@" in text and "@" in urlsplit(text).netloc else text


@lru_cache(maxsize=256)
def url_site(url: str) -> str | None:
    """The host of a web address without `www.`; None when it is none."""
    if plain := _PLAIN.match(url):
        return plain[1].removeprefix("www.") or None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or _NO_HOST.search(host):
        return None
    return host.removeprefix("www.") or None


def site_name(text: str) -> str | None:
    """A host name without `www.`, from a host name or a web address; None when it is neither."""
    text = text.strip().lower()
    if "//" in text:
        return url_site(text)
    text = text.rstrip("/").removeprefix("www.")
    return text if len(text) < 254 and _SITE.fullmatch(text) else None


def page_of(url: str) -> str:
    """An address without what names a place within its page."""
    return url.strip().partition("#")[0].rstrip("/")


def is_profile(address: str) -> bool:
    """Whether an address lies on a social network or an encyclopedia."""
    site = site_name(address) or ""
    return any(site == network or site.endswith(f".{network}") for network in _NETWORKS)


@lru_cache(maxsize=256)
def language_tag(text: str) -> str | None:
    """A language tag with a short, lower-case language (`pt-BR`, `de`), also from English names and
    from codes that are longer or older."""
    text = text.strip()
    if name := _NAMES.get(text.lower()):
        return name
    if not _TAG.fullmatch(text):
        return None
    language, *rest = re.split("[-_]", text)
    language = language.lower()
    return "-".join(
        [_codes().get(language, language), *(p.upper() if len(p) == 2 else p for p in rest)]
    )


@cache
def _codes() -> dict[str, str]:
    """Codes of three letters, and of two that are no longer used, to those that BCP 47 asks for."""
    from babel.core import get_global

    known = get_global("language_aliases")
    # Tagalog stays what it is called: detectors know no Filipino
    return {code: to.partition("_")[0] for code, to in known.items() if to != "fil"} | {"tgl": "tl"}
