"""How one report depends on another, and what changed on the way."""
