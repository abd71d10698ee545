"""The commands of `pantau`, one a file."""
