"""Reports are hostile text: what is shown must not act on a terminal or deceive a reader."""

from __future__ import annotations

import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from rashomon.show.layout import columns, harmless, line, plain, send


def acting(text: str) -> set[str]:
    """Characters that could act: controls, surrogates and format characters but the two joiners."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Cf", "Zl", "Zp")} - {"\u200c", "\u200d"}


@given(st.text(st.characters(codec=None), max_size=60))
def test_no_text_at_all_leaves_an_acting_character(text):
    rest = acting(harmless(text))
    assert not {
        c
        for c in rest
        if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }
    assert not {c for c in rest if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    assert "\n" not in harmless(text)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\u202eb", "a<U+202E>b"),
        ("two\nlines", "two lines"),
        ("bell\x07", "bell<U+0007>"),
        ("[bold]as it is[/bold]", "[bold]as it is[/bold]"),
        ("\udc80", "<U+DC80>"),
        ("tab\tand  two blanks ", "tab and  two blanks "),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_acting_characters_are_named(hostile, shown):
    assert harmless(hostile) == shown


def test_brief_on_a_pipe_shows_hostile_words_by_name(hostile_affair, rashomon):
    for arguments in (["brief"], ["show", hostile_affair.reports["voice"].id], ["search", "depot"]):
        _, out, _ = rashomon("--ledger", hostile_affair.path, *arguments)
        assert acting(out) == {"\n"}
        assert "<U+202E>" in out
        assert "[bold]loud[/bold]" in out


def test_on_a_terminal_only_our_own_styles_act(hostile_affair):
    from rashomon.ledger import Ledger
    from rashomon.show.briefing import brief_lines
    from rashomon.show.views import Views

    with Ledger.open(hostile_affair.path) as ledger:
        lines = brief_lines(Views(ledger).brief())
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, color_system="standard", width=80, markup=False, emoji=False)
    send(lines, console, 80)
    shown = stream.getvalue()
    assert "\x1b[1m" in shown, "our own bold"
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert acting(bare) == {"\n"}
    assert "[bold]loud[/bold]" in bare
    assert "<U+001B>[31mred" in bare
    assert bare == plain(lines, 80) or [r.rstrip() for r in bare.splitlines()] == plain(lines, 80).splitlines()


def test_json_keeps_hostile_words_exactly_and_in_ascii(hostile_affair, rashomon):
    _, out, _ = rashomon("--ledger", hostile_affair.path, "brief", "--about", "depot", "--json")
    assert acting(out) == {"\n"}
    words = json.loads(out)["evidence"][0]["pieces"][0]["words"]
    assert words.startswith("Depot \x1b[31mred\x1b[0m \u202eevil")


def test_an_error_that_quotes_hostile_input_is_harmless(affair, rashomon):
    _, _, err = rashomon("--ledger", affair.path, "show", "\x1b[31m\u202ered")
    assert acting(err) == {"\n"}


@given(st.lists(st.text(max_size=30), max_size=6), st.integers(20, 120), st.integers(0, 5), st.integers(0, 5))
def test_wrapping_loses_no_character_and_keeps_the_width(texts, width, indent, hang):
    one = line(*texts, indent=indent, hang=hang)
    shown = plain([one], width)
    room = max(width, indent + hang + 10)
    assert [row for row in shown.splitlines() if columns(row) > room and " " in row.strip(" ")] == []
    assert "".join(shown.split()) == "".join("".join(map(harmless, texts)).split())


def test_an_address_stays_in_one_piece_but_no_word_is_endless():
    address = "https://post.example/" + "a" * 120
    assert address in plain([line("words before it", " ", address)], 100)
    shown = plain([line("x" * 1_000_000)], 100)
    assert shown.count("x") == 1_000_000
    assert max(map(len, shown.splitlines())) <= 302
