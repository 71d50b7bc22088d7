"""States and union territories of India: two-letter codes and the spellings found in records.

Why one table: PIN code, GSTIN and driving licence embed a state in three notations, and each must
give the same names to compare an address with. Former codes and names stay: records outlive them.
Source: Motor Vehicles Act notification S.O. 444(E) of 12 June 1989 and its amendments.
"""

from __future__ import annotations

from collections.abc import Iterable

STATES: dict[str, tuple[str, ...]] = {
    "AN": ("Andaman and Nicobar Islands", "Andaman and Nicobar"),
    "AP": ("Andhra Pradesh",),
    "AR": ("Arunachal Pradesh",),
    "AS": ("Assam",),
    "BR": ("Bihar",),
    "CG": ("Chhattisgarh", "Chattisgarh"),
    "CH": ("Chandigarh",),
    "DD": ("Daman and Diu", "Dadra and Nagar Haveli and Daman and Diu"),
    "DL": ("Delhi", "New Delhi", "NCT of Delhi"),
    "DN": ("Dadra and Nagar Haveli", "Dadra and Nagar Haveli and Daman and Diu"),
    "GA": ("Goa",),
    "GJ": ("Gujarat",),
    "HP": ("Himachal Pradesh",),
    "HR": ("Haryana",),
    "JH": ("Jharkhand",),
    "JK": ("Jammu and Kashmir",),
    "KA": ("Karnataka",),
    "KL": ("Kerala",),
    "LA": ("Ladakh",),
    "LD": ("Lakshadweep",),
    "MH": ("Maharashtra",),
    "ML": ("Meghalaya",),
    "MN": ("Manipur",),
    "MP": ("Madhya Pradesh",),
    "MZ": ("Mizoram",),
    "NL": ("Nagaland",),
    "OD": ("Odisha", "Orissa"),
    "OR": ("Odisha", "Orissa"),
    "PB": ("Punjab",),
    "PY": ("Puducherry", "Pondicherry"),
    "RJ": ("Rajasthan",),
    "SK": ("Sikkim",),
    "TG": ("Telangana",),
    "TN": ("Tamil Nadu", "Tamilnadu"),
    "TR": ("Tripura",),
    "TS": ("Telangana",),
    "UA": ("Uttarakhand", "Uttaranchal"),
    "UK": ("Uttarakhand", "Uttaranchal"),
    "UP": ("Uttar Pradesh",),
    "WB": ("West Bengal",),
}


def alternatives(codes: Iterable[str]) -> str:
    """Every spelling of these states, joined with ``|``; "and" is also given as "&".

    >>> alternatives(["JK", "LA"])
    'Jammu and Kashmir|Jammu & Kashmir|Ladakh'
    """
    names = [name for code in codes for name in STATES[code]]
    spelt = [form for name in names for form in (name, name.replace(" and ", " & "))]
    return "|".join(dict.fromkeys(spelt))
