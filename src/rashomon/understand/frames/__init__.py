"""What a statement is about: its predicate, who takes part, and the attribute its values answer."""

from rashomon.understand.frames.frame import frame

__all__ = ["frame"]
