"""What the customer may see, and the messages and lists made from it."""
