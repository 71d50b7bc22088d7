"""Machinery of credential lists: shapes, the vote on the layout, odd lines, the bid."""
