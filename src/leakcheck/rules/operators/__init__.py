"""Operators, one file each, found by name.

A text operator has ``value(argument, text, *other texts) -> int`` (a `model.Truth` code) and, when
it reads further fields, ``others(argument)``; a number operator has ``inputs(field, argument)`` and
``decide(argument, *numbers)``, written to work on Python numbers and numpy arrays alike:
``2 * condition``. Both have ``parse(argument)``, which raises ValueError with the reason when a
pack's argument is not understood. CONFUSABLE marks tests that transcribed text may fail by one
misread character. WORDS is the phrase `explain` prints.
"""
