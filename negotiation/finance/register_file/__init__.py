"""Reads a register from somebody else's file: recognises columns, reads cells, and gives the reason for every refused
row."""
