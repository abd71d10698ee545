"""What comes in and what is kept: pages, articles, the archive, and the facts they are read by."""
