"""Trees of causes and of going to law."""
