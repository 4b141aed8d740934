"""All claims together: the register in one currency, provision, loss distribution, approval limits, promises."""
