"""A claim as a link."""
