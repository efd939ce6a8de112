"""A standing order: sources visited in turn, what changed told once (docs/watch.md)."""

from __future__ import annotations
