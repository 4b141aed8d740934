"""Remedies: cost, dates and certainty as sentences, tables and charts."""
