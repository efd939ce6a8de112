"""Drawings made by the server: geometry in numbers here, SVG in the templates, so that all text is escaped there."""
