"""The bounded view of a table that every signal looks at."""
