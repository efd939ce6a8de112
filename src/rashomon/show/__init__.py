"""Faces over the ledger; views.py is the only reader."""
