"""Workbooks with live formulas, and a workbook read back as a claim."""
