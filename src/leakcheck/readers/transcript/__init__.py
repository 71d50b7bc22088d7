"""Text that a person pasted or typed off a screen: labels and values in any of the usual layouts.

One line is cleaned (`marks`, `chat`), split into labels and values (`pairs`, `segments`) and
classified (`lines`) with what the whole paste shows (`survey`); values are completed (`entries`), and
records cut (`records`).
"""
