"""The machinery of SQL dumps: text in pieces, statements, rows, tables and the account of the lines.

Nothing here executes SQL. A dump streams through `scanner`: ordinary rows are split many at a time
(`batch`), the others are parsed one by one (`rowparser`); what fits neither is rejected with its place.
"""
