"""The page Negotiate."""
