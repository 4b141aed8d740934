"""The claim's document: the dossier, its JSON form, its fields by path, ranges and checks."""
