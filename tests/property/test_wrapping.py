"""Lines are broken where rich breaks them."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from leakcheck.reports._wrapping import cells, wrapped
from leakcheck.safe import show

CONSOLE = Console(width=100, legacy_windows=False, _environ={})
TEXTS = st.one_of(
    st.text("ab -/.,\u00a0", max_size=300),
    st.text("aक्षि ा姓名ａ\u200d\ufe0f👩‍❤é•…", max_size=120),
    st.text(max_size=120),
).map(lambda text: show(text, 4_000))


def by_rich(text, width):
    lines = Text(text).wrap(CONSOLE, width)
    for line in lines:
        line.rstrip()
    return [line.plain for line in lines]


@given(TEXTS, st.integers(4, 100))
@example("", 40)
@example("   ", 40)
@example("  " + "a" * 90 + "   b", 40)
@example("a " * 60, 7)
@example("x" * 200, 40)
def test_as_rich_does(text, width):
    assert wrapped(text, width) == by_rich(text, width)


@given(TEXTS)
def test_cells_are_those_of_rich(text):
    assert cells(text) == cell_len(text)


@given(TEXTS, st.integers(8, 100))
def test_no_line_is_too_wide_and_no_word_is_lost(text, width):
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
