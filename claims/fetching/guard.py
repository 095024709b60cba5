"""Which addresses may be fetched: allowed hosts on the public internet, over http(s)."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import idna

from claims.errors import SourceError
from claims.sources.files import printable

# of NAT64 for all and for one network, then "compatible" and SIIT's; is_global knows none of them
_LOCAL_TRANSLATION = ipaddress.IPv6Network("64:ff9b:1::/48")
_TRANSLATED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address that passed, and the one IP address that it is fetched from."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    ip: str

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Allows hosts and their subdomains; a host with any private address is refused."""

    hosts: frozenset[str]
    resolve: Resolve

    def check(self, url: str) -> Target:
        """The target of an address; raises SourceError when it may not be fetched."""
        try:
            url.encode()
            parts = urlsplit(url)
            host, port = _spoken(parts.hostname or ""), parts.port
        except ValueError as error:
            raise SourceError(f"{printable(url)} is no web address: {error}") from error
        if parts.scheme not in ("http", "https") or not host:
            raise SourceError(f"{url} is no http(s) address")
        if parts.username is not None:
            raise SourceError(f"{host} would be fetched with a name and password: take them away")
        if not any(host == allowed or host.endswith(f".{allowed}") for allowed in self.hosts):
            raise SourceError(f"{host} is not an allowed host: add --allow-host {host}")
        port = port or (443 if parts.scheme == "https" else 80)
        ip = self.resolve(host, port)[0]
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Target(url=url, scheme=parts.scheme, host=host, port=port, path=path, ip=ip)


def allow(hosts: Iterable[str]) -> frozenset[str]:
    """Host names as they are compared."""
    try:
        return frozenset(_spoken(host.strip().lower()) for host in hosts if host.strip())
    except ValueError as error:
        raise SourceError(f"a host to be allowed is none: {error}") from error


def _spoken(host: str) -> str:
    """A host as it is asked for and named to its server, without letters beyond ASCII."""
    host = host.rstrip(".")
    return host if host.isascii() else idna.encode(host, uts46=True).decode()


def public_addresses(host: str, port: int) -> list[str]:
    """The IP addresses of a host; raises SourceError unless all of them are public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{host} cannot be found: {error}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not _public(address):
            raise SourceError(f"{host} has the address {address}, which is not public")
    return addresses


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.is_site_local or ip in _LOCAL_TRANSLATION:
            return False
        ip = ip.ipv4_mapped or ip.sixtofour or _carried(ip) or ip
    return ip.is_global and not ip.is_multicast


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address at the end of one that a network translates; a gateway goes there."""
    inside = any(ip in network for network in _TRANSLATED)
    return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF) if inside else None
