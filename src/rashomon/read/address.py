"""Addresses: the canonical form of a URL, and the identity of the outlet behind a host or a name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from rashomon.records import Outlet

_MAX_URL = 2000
_CONTROLS = "".join(map(chr, range(33)))  # urlsplit drops them from the front: a mirror must be known behind them too
_TRACKING = re.compile(
    r"(?:utm_.*|at_.*|ns_.*|pk_.*|mtm_.*|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|_ga|_gl"
    r"|cmpid|cmp|ncid|smid|ocid|ito|wt_?mc.*|s_cid|xtor|spm|ref|ref_src|referrer|share|shared|feature|amp|outputtype)",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){1,10}[a-z][a-z0-9-]{1,30}")
# Copies of a page at another's address, which holds the page's own: web archives, caches of AMP pages.
_MIRRORS = (
    re.compile(r"https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(.+)", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"https?://(?:archive\.(?:ph|is|today|md|li|fo|vn))/(?:o/\w{1,20}|\d{4,14})/(.+)", re.IGNORECASE | re.DOTALL
    ),
    re.compile(r"https?://arquivo\.pt/wayback/\d{1,14}(?:[a-z]{2}_)?/(.+)", re.IGNORECASE | re.DOTALL),
    re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?(.+)", re.IGNORECASE | re.DOTALL),
    re.compile(r"https?://[a-z0-9-]{1,63}\.cdn\.ampproject\.org/[a-z]{1,3}/(s/)?(.+)", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"https?://webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]{1,20}:)?(.+?)(?:\+.*)?", re.IGNORECASE
    ),
)
_AMP_END = re.compile(r"/amp/?$|\.amp(?=(?:\.html?)?$)|/amp(?=\.html?$)")
_BARE = re.compile(r"(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24})(?:/\S*)?", re.IGNORECASE)
_SECOND_LEVEL = frozenset(
    ["ac", "co", "com", "edu", "gob", "gov", "go", "gouv", "mil", "ne", "net", "nom", "or", "org"]
)
_SHARED_HOSTS = frozenset(  # everybody's own outlet lives on a subdomain or path of these
    [
        "blogspot.com",
        "wordpress.com",
        "substack.com",
        "medium.com",
        "github.io",
        "tumblr.com",
        "livejournal.com",
        "typepad.com",
        "weebly.com",
        "wixsite.com",
        "ghost.io",
    ]
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@cache
def agencies() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """News agencies: key, full name, all names in use (rules/agencies.toml)."""
    table = tomllib.loads((Path(__file__).parent / "rules" / "agencies.toml").read_text(encoding="utf-8"))
    return tuple((row["key"], row["name"], (row["name"], *row["names"])) for row in table["agency"])


@cache
def _agency_keys() -> dict[str, tuple[str, str]]:
    return {_fold(alias): (key, name) for key, name, aliases in agencies() for alias in (*aliases, key)}


def _fold(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split())).casefold().strip(" .")


def canonical(url: str | None) -> str | None:
    """The address without what does not change the page: scheme and host in lower case, no user, default port,
    fragment or tracking parameters, the other parameters sorted; of a page in a web archive or AMP cache its own
    address, of an AMP version the page's. None for what is no web address."""
    if not url or len(url) > _MAX_URL:
        return None
    try:
        parts = urlsplit(_original("".join(url.split()).strip(_CONTROLS)))
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    if port is not None and port != {"http": 80, "https": 443}[parts.scheme.lower()]:
        host = f"{host}:{port}"
    pairs = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))
    path = quote(_without_amp(parts.path), safe="/%:@!$&'()*+,;=~-._", errors="replace") or "/"
    made = urlunsplit((parts.scheme.lower(), host, path, urlencode(pairs), ""))
    inner = _original(made)  # a mirror that was known only now: behind a user's name, or the third of three
    if inner != made:
        return canonical(inner)
    return made if len(made) <= _MAX_URL else None  # escaping made it longer


def _original(url: str) -> str:
    """The address a mirror's address holds, or the address itself; a mirror of a mirror is looked through once more."""
    for _ in range(2):
        found = next((m for pattern in _MIRRORS if (m := pattern.fullmatch(url))), None)
        if found is None:
            break
        inner = found[found.lastindex or 1]
        if "://" not in inner[:10]:
            inner = f"{'https' if len(found.groups()) == 1 or found[1] else 'http'}://{inner}"
        url = inner
    return url


def _without_amp(path: str) -> str:
    """A path without what marks the AMP version of a page at its end; a page that is only called so keeps its name."""
    shorter = _AMP_END.sub("", path)
    while len(shorter) > 1 and shorter != path:
        path, shorter = shorter, _AMP_END.sub("", shorter)
    return path


def host_key(url: str) -> str | None:
    """Identity of the outlet at a canonical address: the registered domain, a subdomain on shared platforms."""
    host = urlsplit(url).hostname or ""
    labels = host.split(".")
    if len(labels) < 2:
        return None
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    domain = ".".join(labels[-keep:])
    if domain in _SHARED_HOSTS and len(labels) > 2 and labels[-3] != "www":
        return ".".join(labels[-3:])
    return domain


def identity(name: str) -> tuple[str, str] | None:
    """Key and name of an outlet or agency that a text names: an agency's own, a host's domain, else the folded name."""
    words = " ".join(name.split()).strip(" .,;:|-–—*_")
    if not words:
        return None
    agency = _agency_keys().get(_fold(words))
    if agency is not None:
        return agency
    address = canonical(words) or (canonical(f"https://{words}") if _BARE.fullmatch(words) else None)
    key = host_key(address) if address else None
    if key is not None:
        return _agency_keys().get(key, (key, words if address is None else key))
    return _fold(words), words


Families = Mapping[str, Sequence[str]]
"""A user's table of outlets: a domain or a folded name, and the key and name of the outlet it belongs to."""


def family_of(url: str | None, name: str, families: Families) -> Sequence[str] | None:
    """Key and name of the outlet a table gives this address, by its host or a domain above it, or else this name."""
    labels = (urlsplit(url).hostname or "").split(".") if url else []
    domains = [".".join(labels[n:]) for n in range(len(labels) - 1)]
    return next((families[d] for d in (*domains, _fold(name)) if d in families), None)


def outlet_of(
    url: str | None, name: str | None, name_basis: str, original_id: str, families: Families = MappingProxyType({})
) -> Outlet:
    """Who published a report: by a user's table, by its address, else by the name its file declares, else unnamed.

    An outlet on its own domain has the domain as key, whatever it calls itself; a news agency has the agency's key.
    """
    shown = " ".join(name.split())[:200] if name else ""
    told = family_of(url, shown, families) if families else None
    if told is not None:
        return Outlet(key=told[0], name=told[1], basis="the table of outlets")
    key = host_key(url) if url else None
    if key is not None:
        known = _agency_keys().get(key)
        if known is not None:
            return Outlet(key=known[0], name=shown or known[1], basis="the address of the page")
        return Outlet(key=key, name=shown or key, basis="the address of the page")
    found = identity(shown)
    if found is not None:
        return Outlet(key=found[0], name=found[1], basis=name_basis)
    tail = original_id[:8]
    return Outlet(key=f"unknown:{tail}", name=f"unnamed outlet {tail}", basis="nothing in the file names its outlet")
