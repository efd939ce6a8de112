"""Measurements of quality and speed: ``python -m bench NAME``."""
