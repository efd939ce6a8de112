"""The toll one report tells of its main event, as it is shown with the report."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.records import Report, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyView:
    """How many people met one fate by this report: the likeliest number, its bounds, and the words it was read from."""

    fate: str
    best: int
    low: int
    high: int | None
    counted: bool
    words: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether it is shown to a reader: a number was read or somebody surely met the fate, not a word alone."""
        return self.counted or self.low > 0

    @property
    def shown(self) -> str:
        """The number with its bounds where they leave room: "12", "12 (10 to 15)", "12 or more"."""
        if self.low == self.high:
            return f"{self.best:,}"
        if self.high is None:
            return f"{self.best:,} or more" if self.low == self.best else f"{self.best:,} ({self.low:,} or more)"
        return f"{self.best:,} ({self.low:,} to {self.high:,})"


def tally_views(report: Report, toll: Toll | None) -> tuple[TallyView, ...]:
    """The tallies of a report, in the order of `Fate`; none where it tells of no harm to people."""
    return tuple(
        TallyView(
            fate=tally.fate.value,
            best=tally.best,
            low=tally.low,
            high=tally.high,
            counted=tally.counted,
            words=tuple(" ".join(span.of(report.text).split()) for span in tally.spans),
            reasons=tally.reasons,
        )
        for tally in (toll.tallies if toll is not None else ())
    )
