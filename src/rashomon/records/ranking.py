"""The order in which questions are shown, and what decides it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A question's place in a briefing, and what decided it."""

    id: str
    reports: int
    claims: int
    conflicts: int
    revised: int

    @property
    def several(self) -> bool:
        """Whether it belongs to the body of a briefing: several reports answer it, or it has rival answers."""
        return self.reports > 1 or self.claims > 1
