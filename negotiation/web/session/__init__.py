"""What one browser session holds: the open claim, the register looked at, the person, the team's settings."""
