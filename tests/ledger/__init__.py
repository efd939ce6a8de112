"""The ledger: keeping, finding, and keeping whole."""
