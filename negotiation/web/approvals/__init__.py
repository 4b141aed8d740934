"""May I promise this? The banner and the card of an approval, shown on several pages."""
