"""The page Customer."""
