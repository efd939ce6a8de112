"""The benches are measured too."""
