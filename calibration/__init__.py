"""Calibration: how the weights of the forensics come about, and how good they are. Not shipped.

`fabricate` makes invented tables of many kinds; what measures and fits them stands beside it.
"""
