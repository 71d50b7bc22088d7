"""Check-digit arithmetic: one file an algorithm, each with a scalar form and its numpy twin.

Why our own and not python-stdnum's, which is a dependency: its package imports ssl, socket and
pydoc, tens of milliseconds a pasted record would pay. It is the oracle in the tests instead.
"""
