"""One claim as mathematics: facts, remedies, lifetime value, terms, valuation, bargaining and the playbook."""
