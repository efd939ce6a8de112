"""Who is who across reports: actors, outlets, bodies."""
