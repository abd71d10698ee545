"""How well pages are read, copies recognised and actors linked, on gold: each score is held by its floor."""
