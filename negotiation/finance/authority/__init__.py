"""Who may promise what: limits by role and form."""
