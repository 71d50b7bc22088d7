"""What checks of the whole table keep while records pass by: bounded, and the same however these were cut."""
