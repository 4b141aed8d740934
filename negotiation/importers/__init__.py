"""What people type, paste or upload, read into numbers, dates, order lines and proposals; refused with a reason,
never guessed in silence."""
