"""What is provided for a claim and why (IAS 37, IFRS for SMEs, ASC 450, CAS 13), and how it moves between period
ends."""
