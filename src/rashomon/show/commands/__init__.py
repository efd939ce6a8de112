"""The commands of ``rashomon``, by what they are for; cli.py puts them together."""
