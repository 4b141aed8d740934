"""What the customer is worth: sentences, charts, and the report on a file of orders."""
