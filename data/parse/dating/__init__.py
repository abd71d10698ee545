"""When an article was published: printed dates, candidates and the rule that decides."""
