"""When: words for times as intervals, and the day a report was published as the report itself tells it."""

from rashomon.understand.moments.find import choose, find_moments, midnight, moments_of
from rashomon.understand.moments.times import days_of

__all__ = ["choose", "days_of", "find_moments", "midnight", "moments_of"]
