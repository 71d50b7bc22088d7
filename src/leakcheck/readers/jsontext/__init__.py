"""JSON as records: text in pieces, a strict scanner over them, the search for records, flat cells, repairs.

`source` turns bytes into text, `window` holds what is being looked at, `grammar` asks the scanner of the
standard library under RFC 8259, `walk` goes from record to record, `lines` accounts for every physical line.
"""
