"""A report in, statements out."""
