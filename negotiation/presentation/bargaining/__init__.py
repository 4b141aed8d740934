"""The bargaining: room, equal offers, next move, map."""
