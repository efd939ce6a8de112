"""When: words for times as intervals, and the day a report was published as the report itself tells it."""

from rashomon.understand.moments.find import choose, days_of, find_moments, midnight

__all__ = ["choose", "days_of", "find_moments", "midnight"]
