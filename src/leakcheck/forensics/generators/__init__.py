"""Who made it: which data generator's lists and grammars a table fits."""
