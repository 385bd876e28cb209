"""The console of the page Ask: its query, what may come next, what was wrong, what came of it."""
