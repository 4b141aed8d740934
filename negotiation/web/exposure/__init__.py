"""The page Exposure."""
