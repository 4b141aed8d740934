"""How a loss is divided among parties: the published rules of the claims problem, agreed shares, responsibility; to
the cent."""
