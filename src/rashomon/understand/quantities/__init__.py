"""How many: numbers as intervals, with their bound word, what is counted and what kind of count it is."""

from rashomon.understand.quantities.digits import habit_of
from rashomon.understand.quantities.find import find_quantities
from rashomon.understand.quantities.read import read_numbers
from rashomon.understand.quantities.readings import Reading, Sense, Trend
from rashomon.understand.quantities.scope import with_places, with_times

__all__ = ["Reading", "Sense", "Trend", "find_quantities", "habit_of", "read_numbers", "with_places", "with_times"]
