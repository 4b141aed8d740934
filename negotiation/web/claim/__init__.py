"""The page Claim."""
