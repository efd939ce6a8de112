"""How many: numbers as intervals, with their bound word, what is counted and what kind of count it is."""

from rashomon.understand.quantities.find import find_quantities

__all__ = ["find_quantities"]
