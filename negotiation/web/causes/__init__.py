"""The page Causes."""
