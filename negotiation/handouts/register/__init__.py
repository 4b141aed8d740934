"""The register as CSV and workbook."""
