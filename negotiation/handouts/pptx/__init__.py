"""Slides for leadership and for the customer."""
