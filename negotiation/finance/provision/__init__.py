"""The provision for a claim and its reason (IAS 37, IFRS for SMEs, ASC 450, CAS 13), and its movement between period
ends."""
