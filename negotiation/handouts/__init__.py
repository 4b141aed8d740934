"""What leaves the app: files for us and for the customer, messages, and the claim as a link."""
