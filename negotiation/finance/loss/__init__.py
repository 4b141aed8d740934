"""How bad all claims together may get: the loss distribution with one common factor."""
