"""Which reports belong together as one story."""
