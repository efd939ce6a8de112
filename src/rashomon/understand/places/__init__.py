"""Where: the places a report names, which place each is, what contains it, and what its name does there."""

from rashomon.understand.places.attach import attach, home_of, place_of
from rashomon.understand.places.find import find_places
from rashomon.understand.places.parts import Role, Toponym

__all__ = ["Role", "Toponym", "attach", "find_places", "home_of", "place_of"]
