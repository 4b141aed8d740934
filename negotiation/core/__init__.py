"""Numbers and money without any claim: fields with units, cash flows, distributions, random draws, sensitivity."""
