"""A log of many complaints: Pareto analysis of their causes, trends, and what prevention would have saved."""
