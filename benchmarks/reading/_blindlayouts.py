"""The blind layouts: written by someone who had read neither the reader nor the other layouts."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Iterator

from benchmarks.reading._textpeople import Person

Lines = Iterator[tuple[int, str]]
Layout = Callable[[random.Random, list[Person]], Lines]

_EMOJI = {
    "name": "👤", "father_name": "👨", "birth_date": "🎂", "birth_year": "🎂", "age": "🗓", "gender": "🚻",
    "mobile": "📱", "aadhaar": "🆔", "pan": "💳", "voter_id": "🗳", "passport_number": "🛂", "email": "📧",
    "address": "🏠", "pin_code": "📮", "district": "📍", "state": "🗺️", "center_name": "🏥", "vaccine": "💉",
    "dose1_date": "1️⃣", "dose2_date": "2️⃣",
}  # fmt: skip


def telegram_emoji(rng: random.Random, records: list[Person]) -> Lines:
    """A bot's answer: a banner, an emoji in front of each bold label, a footer with the bot's name."""
    yield -1, rng.choice(("🔍 Search results", "✅ Data found!", "🤖 Here is what I found:"))
    for n, person in enumerate(records):
        yield -1, ""
        for c in person:
            yield n, f"{_EMOJI.get(c.field, '🔹')} **{c.label}:** {c.value}"
    yield -1, ""
    yield -1, "Powered by @example_lookup_bot"


def telegram_tree(rng: random.Random, records: list[Person]) -> Lines:
    """Branches drawn in front of the fields under a numbered heading."""
    for n, person in enumerate(records):
        yield n, f"📂 Result {n + 1}"
        for i, c in enumerate(person):
            yield n, f"{'└' if i + 1 == len(person) else '├'} {c.label}: {c.value}"
        yield -1, ""


def whatsapp_export(rng: random.Random, records: list[Person]) -> Lines:
    """A chat export: a number asked for, a multi-line answer, the stamp only on its first line."""
    for n, person in enumerate(records):
        minute = 10 + n
        yield -1, f"08/06/2023, 21:{minute} - Analyst: 98{rng.randrange(10**8):08}"
        first = person[0]
        yield n, f"08/06/2023, 21:{minute} - Info Bot: {first.label}: {first.value}"
        for c in person[1:]:
            yield n, f"{c.label}: {c.value}"


def chat_screenshot(rng: random.Random, records: list[Person]) -> Lines:
    """Recognised text of a phone's screen: status bar, bubbles, times and ticks between the records."""
    yield -1, "21:42 4G 67%"
    yield -1, "CoWIN Info Bot"
    yield -1, "bot"
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label} : {c.value}"
        yield -1, f"9:{40 + n} PM ✓✓"
    yield -1, "Message"


def email_body(rng: random.Random, records: list[Person]) -> Lines:
    """A letter with the records indented and their colons in one column."""
    yield from ((-1, line) for line in ("Dear Sir,", "", "Please find below the details you asked for.", ""))
    width = max(len(c.label) for c in records[0]) + 2
    for n, person in enumerate(records):
        for c in person:
            yield n, f"    {c.label:<{width}}: {c.value}"
        yield -1, ""
    yield from ((-1, line) for line in ("Regards,", "Desk", "--", "Sent from my phone"))


def certificate_copy(rng: random.Random, records: list[Person]) -> Lines:
    """Certificates copied out of a PDF: the label on its own line, its value under it, page numbers."""
    for n, person in enumerate(records):
        yield n, "Certificate for COVID-19 Vaccination"
        yield n, "Beneficiary Details"
        for c in person:
            yield n, c.label
            yield n, c.value
        yield -1, f"Page {n + 1} of {len(records)}"


def form_colon_below(rng: random.Random, records: list[Person]) -> Lines:
    """A label with its colon on one line, the value on the next, blank lines between the pairs."""
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label}:"
            yield n, c.value
            yield -1, ""
        yield -1, "-" * 20


def two_columns(rng: random.Random, records: list[Person]) -> Lines:
    """Two pairs a line, far apart, as a PDF copies."""
    for n, person in enumerate(records):
        for i in range(0, len(person), 2):
            pair = [f"{c.label}: {c.value}" for c in person[i : i + 2]]
            yield n, f"{pair[0]:<40}    {pair[1]}" if len(pair) > 1 else pair[0]
        yield -1, ""


def piped_pairs(rng: random.Random, records: list[Person]) -> Lines:
    """Two or three pairs a line with bars between them, and a rule under each record."""
    step = rng.randint(2, 3)
    for n, person in enumerate(records):
        for i in range(0, len(person), step):
            yield n, " | ".join(f"{c.label}: {c.value}" for c in person[i : i + step])
        yield -1, "~" * 24


def label_bar_value(rng: random.Random, records: list[Person]) -> Lines:
    """`Label | value`, a blank line between records."""
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label} | {c.value}"
        yield -1, ""


def web_copy(rng: random.Random, records: list[Person]) -> Lines:
    """A portal's page copied: menu, label TAB value, a button's words under each record."""
    yield from ((-1, line) for line in ("Home", "Search", "Logout", "", "Beneficiary Details"))
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label}\t{c.value}"
        yield -1, "Download"
        yield -1, ""


def forum_bbcode(rng: random.Random, records: list[Person]) -> Lines:
    """A forum's post with its tags left in."""
    yield -1, "[quote=someone]sample pls[/quote]"
    for n, person in enumerate(records):
        for c in person:
            yield n, f"[b]{c.label}[/b]: {c.value}"
        yield -1, "[hr]"


def terminal(rng: random.Random, records: list[Person]) -> Lines:
    """A script's output: prompt, progress marks, dots between label and value."""
    yield -1, "$ python3 lookup.py --all"
    yield -1, f"[*] {len(records)} record(s) found"
    width = max(len(c.label) for c in records[0]) + 3
    for n, person in enumerate(records):
        yield n, f"[+] Record #{n + 1}"
        for c in person:
            yield n, f"    {c.label + ' ':.<{width}}: {c.value}"
    yield -1, "$"


def numbered(rng: random.Random, records: list[Person]) -> Lines:
    """Numbered fields, the numbers beginning again with each record."""
    mark = rng.choice((". ", ") ", ".) "))
    for n, person in enumerate(records):
        for i, c in enumerate(person, 1):
            yield n, f"{i}{mark}{c.label}: {c.value}"
        yield -1, ""


def numbered_people(rng: random.Random, records: list[Person]) -> Lines:
    """A number in front of the first field only; the others stand under it, indented."""
    for n, person in enumerate(records):
        for i, c in enumerate(person):
            yield n, f"{f'{n + 1}. ' if not i else '   '}{c.label} - {c.value}"


def bullets_dash(rng: random.Random, records: list[Person]) -> Lines:
    """Bullets with a dash between label and value."""
    mark, dash = rng.choice("•●▪*-"), rng.choice(("–", "—", "-"))
    for n, person in enumerate(records):
        yield n, f"Person {n + 1}:"
        for c in person:
            yield n, f"{mark} {c.label} {dash} {c.value}"
        yield -1, ""


def quoted_reply(rng: random.Random, records: list[Person]) -> Lines:
    """A quoted answer, two levels deep, with the reply above it."""
    yield -1, "Thanks, can you check these?"
    yield -1, ""
    yield -1, "On Thu, 8 Jun 2023 at 09:12, Desk wrote:"
    mark = rng.choice(("> ", ">> ", "> > "))
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{mark}{c.label}: {c.value}"
        yield -1, mark.rstrip()


def record_of(rng: random.Random, records: list[Person]) -> Lines:
    """A counted heading between rules."""
    bar = rng.choice(("=" * 30, "━" * 18, "*" * 22, "➖" * 10))
    word = rng.choice(("Record", "Entry", "Beneficiary"))
    for n, person in enumerate(records):
        yield -1, bar
        yield n, f"{word} {n + 1} of {len(records)}"
        yield -1, bar
        for c in person:
            yield n, f"{c.label} = {c.value}"


def wrapped(rng: random.Random, records: list[Person]) -> Lines:
    """Narrow lines: long values go on, indented or not, on the next."""
    indent = rng.choice(("", "  ", "        "))
    for n, person in enumerate(records):
        for c in person:
            lines = textwrap.wrap(f"{c.label}: {c.value}", 34, break_long_words=False, break_on_hyphens=False)
            for i, line in enumerate(lines):
                yield n, line if not i else indent + line
        yield -1, ""


def trailing_commas(rng: random.Random, records: list[Person]) -> Lines:
    """Quoted pairs with commas after them, as out of a program, without its braces."""
    quote = rng.choice("\"'")
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{quote}{c.label}{quote}: {quote}{c.value}{quote},"
        yield -1, ""


def comma_line(rng: random.Random, records: list[Person]) -> Lines:
    """A record a line, the pairs run together with commas."""
    for n, person in enumerate(records):
        yield n, ", ".join(f"{c.label}: {c.value}" for c in person)


def colon_dash(rng: random.Random, records: list[Person]) -> Lines:
    """`Label:-value`, the Indian way, with stray blanks."""
    mark = rng.choice((":-", " :- ", ":- "))
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label}{mark}{c.value}"
        yield -1, ""


def arrows_starred(rng: random.Random, records: list[Person]) -> Lines:
    """Arrows for colons, stars for a rule."""
    arrow = rng.choice(("->", "=>", "→", "➜", "»"))
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label} {arrow} {c.value}"
        yield -1, "* * *"


def bracketed(rng: random.Random, records: list[Person]) -> Lines:
    """The label in brackets, the value behind it."""
    left, right = rng.choice(("[]", "【】", "<>"))
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{left}{c.label}{right} {c.value}"
        yield -1, ""


def airy(rng: random.Random, records: list[Person]) -> Lines:
    """A blank line after every field, nothing else between the records."""
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label}: {c.value}"
            yield -1, ""


def unmarked(rng: random.Random, records: list[Person]) -> Lines:
    """Fields straight under one another, and records too."""
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label}: {c.value}"


BLIND: dict[str, Layout] = {
    function.__name__: function
    for function in (
        telegram_emoji, telegram_tree, whatsapp_export, chat_screenshot, email_body, certificate_copy,
        form_colon_below, two_columns, piped_pairs, label_bar_value, web_copy, forum_bbcode, terminal,
        numbered, numbered_people, bullets_dash, quoted_reply, record_of, wrapped, trailing_commas,
        comma_line, colon_dash, arrows_starred, bracketed, airy, unmarked,
    )
}  # fmt: skip
FORMS = frozenset(
    {telegram_emoji, chat_screenshot, email_body, label_bar_value, web_copy, numbered, quoted_reply,
     record_of, colon_dash, arrows_starred}
)  # fmt: skip
"""Layouts that show a field although it is empty."""
