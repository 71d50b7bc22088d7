"""Seed recovery: which seed of Faker draws exactly these rows; a proof, where statistics only suspect.

Why it is possible: Faker draws from Python's Mersenne Twister, and people seed it with a small number so that
their test data stay the same. Whoever finds the number can print the program that draws the same cells again;
nobody's records come out of a program by chance.

How: a cell is turned into the draws that make it (`paths`), by running the installed Faker on a scripted
source of chance (`scripted`). All seeds are then seeded at once in numpy (`twister`), and the few whose draws
fit (`sieve`, `sifting`) are run through the real Faker: one strong column is followed through the stream
(`trail`), what lies between its places is explained call by call (`lap`), and all records are made again
(`replay`).

References
----------
Matsumoto, Nishimura, Mersenne Twister, ACM TOMACS 8(1), 1998; CPython ``Modules/_randommodule.c`` and
``Lib/random.py``; Faker <https://faker.readthedocs.io>, "Seeding the Generator".
"""
