"""What goes to people: only what the customer may see, as a proposal, and the messages made of it; and the note to our own boss."""
