"""Every parser door under mutated input: ``python -m tests.fuzz --minutes 10 [DOOR...]``."""
