"""Who: the names of persons, organisations, places and things in one report, and which mentions are one name."""

from rashomon.understand.names.find import Names, find_names

__all__ = ["Names", "find_names"]
