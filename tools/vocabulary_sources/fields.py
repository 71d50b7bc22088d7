"""Which of a library's keys become which field of the vocabulary."""

from __future__ import annotations

import re

_RULES = (
    (r"format|pattern|middle|kana|prefix_abbr|binary|gender|title$|pairs|_cd$|language_", ""),
    (r"textbook\.first", "textbook_first"),
    (r"textbook\.last", "textbook_last"),
    (r"last_?(?:romanized_)?name|last_names|surname", "last_name"),
    (r"(?:first|given)_?(?:romanized_)?name|person\.names\.|first_(?:male|female)_names", "first_name"),
    (r"city_?suffix|city_part|town_suffix", ""),
    (r"city_?pre(?:fix|f)", ""),
    (r"(?:address|location)\.(?:cit(?:y|ies)|city_names?|real_city_names|towns?|villages)(?:\.|$)", "city"),
    (r"street_suffix|street\.suffix|common_street_suffix", "street_suffix"),
    (r"company_suffix|company\.suffix|legal_entity|company\.legal_form", ""),
    (r"company\.companies|company_names?$|large_companies|company\.name", "company"),
    (r"jobs|occupation|job\.job|job_title$|profession", "job"),
    (r"title\.(?:descriptor|level|job)|job_(?:area|descriptor|type|adj|noun|prefix)", ""),
    (r"free_?email|safe_domain|email_domains|example_?email", "domain"),
    (r"lorem\.(?:word_?list|words?$|supplemental|base_?words?)", "lorem"),
)
_COMPILED = tuple((re.compile(rule), field) for rule, field in _RULES)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
SMALLEST = {"street_suffix": 3, "domain": 3}
"""Fewest values a list of a field must have to be kept; 20 where it is not said."""
LARGEST = {
    "first_name": 3400, "last_name": 3900, "city": 1760, "company": 1150, "job": 1200, "lorem": 980,
    "domain": 1000,
    "street_suffix": 250, "textbook_first": 100, "textbook_last": 100,
}  # fmt: skip
"""Most values: longer lists are registers of a country, and being in them says little (and they are dear)."""


def field_of(key: str) -> tuple[str, str]:
    """Field and part ("male", "female", "") of a key; ("", "") for keys of no use.

    >>> field_of("person.firstNameFemale")
    ('first_name', 'female')
    """
    snake = _CAMEL.sub("_", key).lower()
    for rule, field in _COMPILED:
        if rule.search(snake):
            return field, _part(snake) if field == "first_name" else ""
    return "", ""


def _part(key: str) -> str:
    if re.search(r"female|women", key):
        return "female"
    return "male" if re.search(r"male|men", key) else ""
