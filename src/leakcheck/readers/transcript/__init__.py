"""Text that a person pasted or typed off a screen: labels and values in any of the usual layouts.

One line is cleaned (`marks`, `chat`), split into labels and values (`labels`, `pairs`, `segments`) and
classified (`lines`) with what the whole paste shows (`survey`, `habits`); values and labels are completed
(`entries`, `parts`), damaged labels mended (`damage`), and records cut (`records`).
"""
