"""What the customer is worth: order history, BG/NBD and Gamma-Gamma, the order stream, and the chance that they
stay."""
