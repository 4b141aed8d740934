"""What a claim commits us to: amounts promised by form, and its line in finance's register."""
