"""Uncertainty measured: which figure moves the result most."""

from negotiation.risk.sensitivity import Swing, one_at_a_time

__all__ = ["Swing", "one_at_a_time"]
