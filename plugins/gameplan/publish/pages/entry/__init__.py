"""The page of an entry: why, for whom, when, the brief, and what became of it."""
