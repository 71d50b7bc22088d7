"""Credential lists: split from the known side, so that a separator in a password loses nothing."""

from __future__ import annotations

import hashlib
import random
import string
from collections.abc import Callable

import pytest

from leakcheck.errors import InputError
from leakcheck.model import Ledger, Table
from leakcheck.readers import combolist, csv, from_bytes, from_text
from leakcheck.readers import text as text_reader
from leakcheck.readers.intake.options import ReadOptions

Rows = dict[int, dict[str, str]]
WORDS = ("dragon", "shadow", "monsoon", "tiger", "cricket", "lotus", "jasmine", "river", "stone", "orange")
NAMES = ("asha", "bala", "chitra", "deepak", "farid", "gita", "hari", "indu", "jay", "kiran", "lata", "mohan")
DOMAINS = ("example.in", "example.com", "mail.example.org", "x.example.net")
ALPHABET = string.ascii_letters + string.digits
MD5 = "5f4dcc3b5aa765d61d8327deb882cf99"


def opened(text: str) -> Table:
    return combolist.read(from_text(text), ReadOptions())


def drained(text: str) -> tuple[Table, Rows, Ledger]:
    """Table, filled cells by line and column, ledger."""
    table = opened(text)
    found: Rows = {}
    for block in table.blocks:
        for line, cells in zip(block.rows, zip(*block.columns, strict=True), strict=True):
            named = zip(table.columns, cells, strict=True)
            found[line] = {name: cell for name, cell in named if cell is not None}
    return table, found, table.ledger()


def password(chance: random.Random, separator: str) -> str:
    kinds: tuple[Callable[[], str], ...] = (
        lambda: "",
        lambda: "$HEX[" + chance.randbytes(chance.randint(2, 9)).hex() + "]",
        lambda: "".join(chance.choice("рдकабвनमतéüñ密码😀abc123") for _ in range(8)),
        lambda: f"{chance.choice(WORDS)} {chance.choice(WORDS)}",
        lambda: f" {chance.choice(WORDS)} ",
        lambda: str(chance.randint(10**5, 10**9)),
        lambda: f"http://{chance.choice(WORDS)}",
        lambda: f"{chance.choice(NAMES)}@{chance.choice(DOMAINS)}{separator}x",
        lambda: "".join(chance.choice(ALPHABET + string.punctuation + ":;|\t" * 4) for _ in range(12)),
        lambda: chance.choice(WORDS).title() + str(chance.randint(0, 9999)) + chance.choice("!@#"),
    )
    return chance.choices(kinds, (2, 3, 5, 5, 2, 5, 2, 3, 20, 53))[0]()


def user(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)}{chance.choice('._-')}{chance.choice(WORDS)}{chance.randint(0, 99999)}"


def email(chance: random.Random) -> str:
    return f"{user(chance)}{chance.choice(['', '', '+tag'])}@{chance.choice(DOMAINS)}"


def hashed(chance: random.Random) -> str:
    raw = chance.randbytes(8)
    crypt = "".join(chance.choice("./" + ALPHABET) for _ in range(53))
    return chance.choice(
        (
            hashlib.sha1(raw, usedforsecurity=False).hexdigest(),
            hashlib.sha256(raw).hexdigest().upper(),
            f"$2y$10${crypt}",
            f"$6$ab${crypt}",
        )
    )


def url(chance: random.Random) -> str:
    path = chance.choice(
        ("/", "/login", "/a/b.php", "/signin?next=%2Fx", "/p?u=https://y.example/z&k=1", "/#/in")
    )
    return chance.choice(
        (
            "android://" + "".join(chance.choice(ALPHABET + "-_") for _ in range(86)) + "==@com.example.app/",
            f"http://[2001:db8::{chance.randint(1, 9999):x}]:8080{path}",
            f"http://192.0.2.{chance.randint(1, 254)}:81{path}",
            f"{chance.choice(WORDS)}.example.com:8443",
            f"https://www.{chance.choice(WORDS)}.example.org{chance.choice(('', ':8443'))}{path}",
        )
    )


def line_of(chance: random.Random, roles: tuple[str, ...], separator: str) -> dict[str, str]:
    cells = {}
    for role in roles:
        if role == "login":
            value = chance.choice((email, user))(chance)
            cells["email" if "@" in value else "username"] = value
        elif role == "password":
            cells[role] = password(chance, separator)
        elif role == "salt":
            cells[role] = "".join(chance.choice(ALPHABET + string.punctuation) for _ in range(8))
        else:
            makers = {"email": email, "username": user, "hash": hashed, "url": url}
            cells[role] = makers[role](chance)
    return cells


@pytest.mark.parametrize("separator", [":", ";", "|", "\t", " : "])
@pytest.mark.parametrize(
    "roles",
    [
        ("email", "password"),
        ("username", "password"),
        ("email", "hash"),
        ("username", "hash", "salt"),
        ("email", "hash", "salt"),
        ("url", "login", "password"),
    ],
    ids=":".join,
)
def test_split_exact_on_a_hostile_list(roles: tuple[str, ...], separator: str) -> None:
    chance = random.Random(f"{roles}{separator}")
    wanted = [line_of(chance, roles, separator) for _ in range(1_500)]
    text = "".join(separator.join(cells.values()) + "\n" for cells in wanted)
    table, found, ledger = drained(text)
    wrong = [line for line, cells in enumerate(wanted, 1) if found.get(line) != cells]
    assert len(wrong) <= 0.001 * len(wanted)
    assert all(line not in found or ledger.repaired for line in wrong)
    assert ledger.parsed + ledger.repaired + ledger.rejected + ledger.comment == len(wanted)
    head = text.encode()[:65_536]
    assert combolist.bid(head) > max(csv.bid(head), text_reader.bid(head))
    assert table.reading.details["share"].startswith(("100.0%", "99."))


def test_lines_of_another_layout_are_repaired_with_the_reason() -> None:
    text = (
        "a@example.in:hunter2\nb@example.com:pa:ss\nc@example.com:\nd@example.com:x y\n"
        "  e@example.com:lead\nf@example.com;semi:x\ng@example.com : padded\nh@example.com\n"
        f"guest77:pw\nhttps://example.org/login:joe:pw:1\nk@example.com:{MD5}:salt\n"
        '12. i@example.com:pw\n"j@example.com":"pw"\n:onlypass\nnosep\n' + "z@example.com:pw\n" * 60
    )
    _, found, ledger = drained(text)
    assert [found[n] for n in (1, 2, 3, 4)] == [
        {"email": "a@example.in", "password": "hunter2"},
        {"email": "b@example.com", "password": "pa:ss"},
        {"email": "c@example.com", "password": ""},
        {"email": "d@example.com", "password": "x y"},
    ]
    assert found[5] == {"email": "e@example.com", "password": "lead"}
    assert found[6] == {"email": "f@example.com", "password": "semi:x"}
    assert found[7] == {"email": "g@example.com", "password": "padded"}
    assert found[8] == {"email": "h@example.com"}
    assert found[9] == {"username": "guest77", "password": "pw"}
    assert found[10] == {"url": "https://example.org/login", "username": "joe", "password": "pw:1"}
    assert found[11]["password"] == f"{MD5}:salt"
    assert found[12] == {"email": "i@example.com", "password": "pw"}
    assert found[13] == {"email": "j@example.com", "password": "pw"}
    assert found[14] == {"username": "", "password": "onlypass"}
    events = {event.line: (event.kind, event.reason) for event in ledger.events}
    assert events[6] == ("repaired", "separated by semicolon unlike the other lines")
    assert events[15] == ("rejected", "no colon in the line")
    assert (ledger.repaired, ledger.rejected, ledger.lines) == (9, 1, 75)


def test_banners_have_their_classes() -> None:
    text = (
        "=====================\n  Leaked by: somebody\n t.me/example here\n\na@example.in:p1\n"
        "# free for all\n /\\_/\\  ( o.o )  > ^ < ~~~\nb@example.in:p2\n\n===== END =====\n"
    )
    _, found, ledger = drained(text)
    assert sorted(found) == [5, 8]
    assert (ledger.preamble, ledger.comment, ledger.footer, ledger.blank) == (3, 2, 1, 2)


def test_a_header_names_the_columns_and_is_recognised_again() -> None:
    table, found, ledger = drained(
        f"login;user_mail;pass\njoe;a@example.in;p;w\nlogin;user_mail;pass\njil;b@example.in;{MD5}\n"
    )
    assert table.columns == ("login", "user_mail", "pass")
    assert found[2] == {"login": "joe", "user_mail": "a@example.in", "pass": "p;w"}
    assert ledger.repeated_header == 1
    table, found, ledger = drained("email:password\na@example.in:p;w\nemail:password\nb@example.in:x\n")
    assert table.columns == ("email", "password")
    assert (ledger.header, ledger.repeated_header, ledger.parsed) == (1, 1, 2)
    assert found == {
        2: {"email": "a@example.in", "password": "p;w"},
        4: {"email": "b@example.in", "password": "x"},
    }


def test_urls_with_ports_queries_and_colons() -> None:
    text = (
        "host.example.com:22:root:to:or\nhttp://[::1]:8080/:admin:ad:min\nhttps://x.example/a:b/c:user:pw\n"
        "https://x.example/p?u=http://y.example/z:user:pw\nhttps://x.example:8443:user:pw\n"
        "https://x.example:user:pw:8080\nhttps://x.example/::pw\nhttps://x.example/:user:\n"
        "https://x.example/:user\nandroid://abc-_==@com.example.app/:9876543210:p w\n"
    )
    _, found, ledger = drained(text)
    assert [tuple(cells.values()) for cells in found.values()] == [
        ("host.example.com:22", "root", "to:or"),
        ("http://[::1]:8080/", "admin", "ad:min"),
        ("https://x.example/a:b/c", "user", "pw"),
        ("https://x.example/p?u=http://y.example/z", "user", "pw"),
        ("https://x.example:8443", "user", "pw"),
        ("https://x.example", "user", "pw:8080"),
        ("https://x.example/", "", "pw"),
        ("https://x.example/", "user", ""),
        ("android://abc-_==@com.example.app/", "9876543210", "p w"),
    ]
    assert [(e.line, e.kind) for e in ledger.events] == [(9, "rejected")]


@pytest.mark.parametrize(
    ("text", "columns", "first"),
    [
        (f"1:joe:joe@example.org:192.0.2.1:{MD5}:a:3\n2:jil::192.0.2.8:{MD5}:x\n" * 2,
         ("id", "username", "email", "ip", "hash", "salt"),
         ("1", "joe", "joe@example.org", "192.0.2.1", MD5, "a:3")),
        (f"{MD5}:a:b\n{MD5}:b\n", ("hash", "password"), (MD5, "a:b")),
        ("joe:pw:1:https://x.example/a:1\njil:pw2:http://y.example\n", ("username", "password", "url"),
         ("joe", "pw:1", "https://x.example/a:1")),
        ("joe----pa----ss\nx-y----pw-1\n", ("username", "password"), ("joe", "pa----ss")),
        ("John Smith:pw1\nJane Doe:pw:2\nJim Poe:x\n", ("username", "password"), ("John Smith", "pw1")),
        ("+919812345678:pw1a\n9812345670:y:\n", ("username", "password"), ("+919812345678", "pw1a")),
        ("joe:sha256:1000:c2FsdHNhbHQ=:aGFzaGhhc2hoYXNoaGFzaA==\n" * 2, ("username", "hash"),
         ("joe", "sha256:1000:c2FsdHNhbHQ=:aGFzaGhhc2hoYXNoaGFzaA==")),
    ],
)  # fmt: skip
def test_layouts(text: str, columns: tuple[str, ...], first: tuple[str, ...]) -> None:
    table = opened(text)
    assert table.columns == columns
    block = next(table.blocks)
    assert tuple(column[0] for column in block.columns) == first


@pytest.mark.parametrize(
    "text",
    [
        "Name: A. Sharma\nEmail: a@example.in\nAge: 41\n\nName: B. Rao\nEmail: b@example.in\nAge: 35\n",
        "10:00\n10:15\n10:30\n11:45\n",
        "10:00 Breakfast\n11:30 Walk\n13:15 Lunch\n",
        "name,email,time\nA,a@example.in,10:00\nB,b@example.in,11:00\n",
        "a@example.in;A. Sharma\nb@example.in;B. Rao\nc@example.in;C. Iyer\nd@example.in;D. Das\n",
        "id;value\nA12;B34\nA13;B35\nA14;B36\n",
        "a@example.in|41|Pune\nb@example.in|35|Mysuru\nc@example.in|36|Agra\n",
        '{"a": "b@example.in:c"}\n{"a": "d@example.in:e"}\n',
        "root:x:0:0:root:/root:/bin/sh\nbin:x:1:1:bin:/bin:/sbin/nologin\nsys:x:3:3:sys:/dev:/usr/sbin/nologin\n",
        "<a@example.in>: hello there\n<b@example.in>: what is this about\n",
        "00:1A:2B:3C:4D:5E\n00:1A:2B:3C:4D:5F\n00:1A:2B:3C:4D:60\n",
        "",
        "just some words\nand more of them\n",
    ],
)
def test_what_is_no_credential_list_is_left_to_others(text: str) -> None:
    head = text.encode()
    assert combolist.bid(head) < max(0.1, csv.bid(head), text_reader.bid(head))


@pytest.mark.parametrize("text", ["hello\n", "=====\n-----\n", "word " * 3_000])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(InputError, match="no line that reads as credentials"):
        [*opened(text).blocks]


def test_a_very_long_line_is_reported() -> None:
    _, found, ledger = drained("a@b.in:x\n" * 3 + "c" * 20_000 + "\n" + "d@b.in:" + "y" * 20_000 + "\n")
    assert len(found[5]["password"]) == 20_000
    assert (ledger.parsed, ledger.rejected, ledger.repaired) == (3, 1, 1)


def test_other_encodings() -> None:
    text = "अ@example.in:пароль:1\nb@example.in:x\n"
    for codec in ("utf-16", "utf-8-sig", "utf-16-be"):
        table = combolist.read(from_bytes(text.encode(codec)), ReadOptions())
        assert [list(block.columns[1]) for block in table.blocks] == [["пароль:1", "x"]]
