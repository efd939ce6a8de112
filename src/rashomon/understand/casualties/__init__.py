"""Who was killed, hurt, missing, taken in, and how many: a report's own tally, with the words it comes from."""

from rashomon.understand.casualties.tally import read_toll

__all__ = ["read_toll"]
