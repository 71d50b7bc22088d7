"""Fingerprints of tables everybody has: demonstration databases and famous public data."""
