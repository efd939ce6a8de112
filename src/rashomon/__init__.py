"""Many accounts, one event: who says what, through whom, how firmly, how many and when."""
