"""What all subjects share: labels, values, errors, escaping, theme, tables by key."""
