"""What a new claim starts with: questions, presets by kind of business, defaults that follow the facts."""
