"""Seed recovery: which seed of Faker draws exactly these rows; a proof, where statistics only suspect.

Why it is possible: Faker draws from Python's Mersenne Twister, and people seed it with a small number so that
their test data stay the same. Whoever finds the number can print the program that makes the file again,
cell for
cell; nobody's records come out of a program by chance.

How: every value of a column is turned into the draws that make it (`paths`), by running the installed
Faker on a
scripted source of chance (`scripted`). All seeds are then seeded at once in numpy (`twister`), and the few
whose
first draws fit (`sieve`) are run through the real Faker, row by row, until all rows agree (`replay`).

References
----------
Matsumoto, Nishimura, Mersenne Twister, ACM TOMACS 8(1), 1998; CPython ``Modules/_randommodule.c`` and
``Lib/random.py``; Faker <https://faker.readthedocs.io>, "Seeding the Generator".
"""
