"""Laboratory 1: a pack's rules over records. Packs compile to named operators, nothing is evaluated."""
