"""Statements in; links, questions, claims, origins and conflicts out. Pure."""
