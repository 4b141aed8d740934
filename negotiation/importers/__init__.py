"""What people type, paste or upload, read into numbers, dates, order lines and proposals. Bad input is refused with a
reason, never guessed silently."""
