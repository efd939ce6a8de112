"""Invented newsrooms of any size with exact truth: who knew what, who copied whom, what conflicts.

``generate(seed, reports)`` streams reports in order of publication; ``Truth`` gathers what is so. Nothing in them is
real: countries, places, people and outlets are composed from syllables. Methods.md §5 and §6.9 say why such a world.
"""

from __future__ import annotations

from bench.worlds.nouns import GoldMutation, GoldStatement, Knower, Profile, Question, Release, WorldReport
from bench.worlds.stream import generate
from bench.worlds.truth import ClaimKey, TrueClaim, Truth, truth

__all__ = [
    "ClaimKey",
    "GoldMutation",
    "GoldStatement",
    "Knower",
    "Profile",
    "Question",
    "Release",
    "TrueClaim",
    "Truth",
    "WorldReport",
    "generate",
    "truth",
]
