"""Kernels: tests on the bytes of all values of a column at once.

A kernel answers only for plain values, ASCII and already in their folded form; the others are decided
by the operator's scalar form, once per different value.
"""
