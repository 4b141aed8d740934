"""How bad all claims together may get: the loss distribution under one common factor."""
