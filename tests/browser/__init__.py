"""What a reader sees and does: Pantau served to a real browser."""
