"""Claims kept: saved, listed, searched, versioned, with an audit trail; SQLite without set-up, PostgreSQL by its URL."""
