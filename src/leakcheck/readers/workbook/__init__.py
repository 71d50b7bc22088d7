"""Spreadsheets and columnar files: hostile archives and XML to rows, without ever evaluating anything."""
