"""What a person meets: the dashboard, its downloads, and the command line."""
