"""Laboratory 2: fields against each other, without a pack. Empty so far; see ARCHITECTURE.md."""
