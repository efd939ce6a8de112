"""A source in, reports out."""
