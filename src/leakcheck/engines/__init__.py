"""Engines: split the evidence, let collectors work on it, merge what they found."""
