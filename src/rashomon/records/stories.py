"""What belongs together: a view over reports, derived and rebuildable."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.records.findings import PairScore


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports that tell of one happening.

    ``id`` is a digest of the reports' ids; ``reports`` are sorted. ``names``: what they name most, weightiest first.
    ``ties``: for each text but one the pair of reports that best says why it is here, with its reasons; none in a story
    of one text.
    """

    id: str
    reports: tuple[str, ...]
    names: tuple[str, ...]
    ties: tuple[PairScore, ...]
