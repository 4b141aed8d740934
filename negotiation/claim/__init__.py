"""The claim as one document, and everything that is worked out from it."""
