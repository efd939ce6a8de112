"""Caps on one fetch, and how it ends at one of them."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.records import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps on one fetch.

    ``wire`` and ``body`` are bytes of an answer as sent and unpacked, ``ratio`` how many times larger it may unpack,
    ``seconds`` the whole fetch with its redirects, ``silence`` the longest wait for the next byte, ``pause`` the
    seconds between two requests to a host, ``patience`` the longest wait for a host to be free.
    """

    wire: int = 20_000_000
    body: int = 20_000_000
    ratio: float = 100.0
    seconds: float = 60.0
    silence: float = 15.0
    redirects: int = 10
    pause: float = 1.0
    patience: float = 60.0


class Stop(Exception):
    """This fetch ends here, with nothing."""

    def __init__(self, kind: Refusal, why: str, advice: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.kind, self.why, self.advice, self.retry_after = kind, why, advice, retry_after
