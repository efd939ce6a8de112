"""Who said it: attributions found by rules of grammar, and their union with what the trained reader finds."""

from rashomon.understand.attribution.find import find

__all__ = ["find"]
