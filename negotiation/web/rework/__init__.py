"""The page Rework."""
