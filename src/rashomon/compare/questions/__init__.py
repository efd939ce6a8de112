"""Which statements answer one question: candidates, evidence, pairs, clusters."""
