"""Pages: each a function from a scene to what is shown."""
