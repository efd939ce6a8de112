"""What is kept: reports, statements and judgements append-only; everything derived can be rebuilt."""
