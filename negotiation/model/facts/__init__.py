"""The facts of a claim: the order and what went wrong, the customer, the contract, and the logistics."""
