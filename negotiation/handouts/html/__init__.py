"""Pages for a browser without a server."""
