"""A register from somebody else's file: columns found, cells read, every refused row with its reason."""
