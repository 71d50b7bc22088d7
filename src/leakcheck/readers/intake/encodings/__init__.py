"""Which encoding bytes are in: one file a rule, in the order `leakcheck.readers.intake.decoding` asks them.

Byte order mark and wide forms (`marks`, `wide`), UTF-8 and its damage (`utf8`), a statistical guess on
the lines that are none of these (`guessing`), the way of reading them line by line (`linewise`), and
Hindi encodings that can only be suspected (`suspects`, with `iscii` and `krutidev`).
"""
