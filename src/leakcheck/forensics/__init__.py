"""Laboratory 3: the whole table, for signs of invention. Empty so far; see ARCHITECTURE.md."""
