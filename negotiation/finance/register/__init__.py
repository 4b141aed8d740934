"""The register of claims: entries, columns, currencies, groups and due dates."""
