"""Makes `rashomon/understand/weights`: `python -m training`. The product never imports this package."""
