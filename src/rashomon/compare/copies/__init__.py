"""Which reports are one report: their running text, what two of them share, and what that means."""
