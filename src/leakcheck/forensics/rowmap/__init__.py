"""The row map: where in a table the rows look copied, dragged or different from the rest."""
