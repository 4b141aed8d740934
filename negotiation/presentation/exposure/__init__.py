"""All claims together: provision, loss, what is due, what moved."""
