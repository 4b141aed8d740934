"""Widgets made from a field's declaration; tables to edit; charts and tables with their downloads."""
