"""Makes `rashomon/understand/weights`: `python -m training`; and the gazetteer of places: `training.gazetteer`.

The product never imports this package.
"""
