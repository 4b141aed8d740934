"""Who may promise what: approval limits by role and form."""
