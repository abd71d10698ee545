"""Lines of a page: header, byline, caption, dateline, notices, and the paragraphs of the text."""
