"""The rival answers to one question: their values, which exclude or replace which, and how each stands."""
