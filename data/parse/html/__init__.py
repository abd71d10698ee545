"""Pages of HTML: what is the text, what they declare, and which are no articles."""
