"""Which addresses of the network are not gone to unless somebody allowed them by name.

A web address that a report, feed or redirect gives is untrusted: it may name the machine itself, its neighbours or the
cloud's metadata service. `ipaddress` alone does not suffice: ``is_global`` is true for multicast, NAT64, site-local
and, before Python 3.13, 6to4 addresses, all of which can carry a private one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit, urlunsplit

from rashomon.errors import UsageError

_DENIED = tuple(
    (ip_network(net), what)
    for net, what in (
        ("127.0.0.0/8", "this machine itself"),
        ("::1/128", "this machine itself"),
        ("0.0.0.0/8", "this machine itself"),
        ("::/128", "this machine itself"),
        ("169.254.169.254/32", "the metadata service of a cloud"),
        ("168.63.129.16/32", "the metadata service of a cloud"),  # Azure's; a public address by its number
        ("100.100.100.200/32", "the metadata service of a cloud"),
        ("192.0.0.192/32", "the metadata service of a cloud"),
        ("fd00:ec2::254/128", "the metadata service of a cloud"),
        ("169.254.0.0/16", "a link-local network"),
        ("fe80::/10", "a link-local network"),
        ("fec0::/10", "a site-local network"),
        ("224.0.0.0/4", "a multicast group"),
        ("ff00::/8", "a multicast group"),
        ("64:ff9b::/96", "a NAT64 gateway"),
        ("64:ff9b:1::/48", "a NAT64 gateway"),
        ("2002::/16", "a 6to4 tunnel"),
        ("192.88.99.0/24", "a 6to4 tunnel"),
        ("2001::/32", "a Teredo tunnel"),
        ("::/96", "an IPv4-compatible address"),
        ("5f00::/16", "a routing segment"),
    )
)
_ISATAP = (0x00005EFE, 0x02005EFE)
_WEB_PORTS = (80, 443)


@dataclass(frozen=True, slots=True)
class Permission:
    """What is explicitly allowed although the guard denies it: host names, and networks of addresses."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[object, ...] = ()

    def covers(self, host: str, address: IPv4Address | IPv6Address) -> bool:
        """Whether this host, or this address of it, is explicitly allowed."""
        if host.lower().rstrip(".") in self.hosts:
            return True
        return any(address in net for net in self.networks)  # type: ignore[operator]


def permission(allowed: Iterable[str]) -> Permission:
    """A permission from words: host names ("wiki.internal"), addresses and networks ("10.1.0.0/16")."""
    hosts, networks = set(), []
    for item in allowed:
        words = item.strip().lower().strip("[]")
        try:
            networks.append(ip_network(words, strict=False))
        except ValueError:
            if not words or any(c in words for c in " /:@?#"):
                raise UsageError(
                    f"{item!r} is no host, address or network: write wiki.internal or 10.1.0.0/16"
                ) from None
            hosts.add(words.rstrip("."))
    return Permission(frozenset(hosts), tuple(networks))


def denied(address: IPv4Address | IPv6Address) -> str | None:
    """What kind of place this address is ("a multicast group") where the guard denies it, else None."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return denied(address.ipv4_mapped)
        if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
            return "an ISATAP tunnel"
        address = IPv6Address(int(address))  # without its zone
    for net, what in _DENIED:
        if address in net:
            return what
    if not address.is_global or address.is_reserved:
        return "a private or reserved network"
    return None


def numbered(words: str) -> IPv4Address | IPv6Address | None:
    """The address a resolver gave in words, or None where it is none."""
    try:
        return ip_address(words)
    except ValueError:
        return None


def bare(address: str) -> tuple[str, str | None]:
    """An asked-for address as it is requested, and why it is not ("", None when all is well).

    Without fragment and surrounding white space, host in lower case and IDNA, path and query with what may not stand
    there escaped. User names and passwords are refused and never repeated.
    """
    words = "".join(c for c in address.strip() if c.isprintable() and not c.isspace())
    try:
        parts = urlsplit(words)
        port, host = parts.port, parts.hostname or ""
        if "%" in host or "\\" in parts.netloc:
            raise ValueError(host)
        host = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        return masked(words), "that is no web address"
    if not parts.scheme:
        return masked(words), "that is no web address"
    if parts.scheme.lower() not in ("http", "https"):
        return masked(words), f'addresses beginning with "{parts.scheme[:20]}:" are not followed'
    if not host or len(words) > 8000:
        return masked(words), "that is no web address"
    if parts.username is not None or parts.password is not None:
        return masked(words), "the address holds a user name or password"
    if port is not None and port < 1024 and port not in _WEB_PORTS:
        return words, f"port {port} is not one of the web"
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != {"http": 80, "https": 443}[parts.scheme.lower()]:
        place += f":{port}"
    return urlunsplit((parts.scheme.lower(), place, _escaped(parts.path) or "/", _escaped(parts.query), "")), None


def masked(words: str) -> str:
    """An address without what may be a user name and password, fit to be shown and logged."""
    head, slashes, rest = words[:2000].partition("//")
    authority, slash, path = rest.partition("/")
    return head + slashes + authority.rpartition("@")[2] + slash + path


def _escaped(part: str) -> str:
    kept = frozenset("!$&'()*+,;=:@/?-._~%[]|")
    return "".join(
        c if (c.isascii() and c.isalnum()) or c in kept else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace"))
        for c in part
    )
