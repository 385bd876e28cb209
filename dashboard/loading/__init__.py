"""Facts that a reader hands over: files or rows, what they would change, how they are loaded."""
