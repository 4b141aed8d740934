"""The complaint log: Pareto chart and savings."""
