"""The division of a loss."""
