"""Flag, then environment, then file, then default."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import UsageError
from rashomon.settings import Settings, load, read_aliases, read_outlets


def test_default_is_the_working_folder(tmp_path):
    assert load(folder=tmp_path, environ={}) == Settings(ledger=Path("rashomon.ledger"), limit=20)


def test_flag_goes_before_environment_before_file(tmp_path):
    (tmp_path / "rashomon.toml").write_text('ledger = "case.ledger"\nlimit = 3\n')
    assert load(folder=tmp_path, environ={}) == Settings(ledger=tmp_path / "case.ledger", limit=3)
    named = {"RASHOMON_LEDGER": "env.ledger", "RASHOMON_LIMIT": "4"}
    assert load(folder=tmp_path, environ=named) == Settings(ledger=Path("env.ledger"), limit=4)
    flags = load(folder=tmp_path, environ=named, ledger=Path("flag.ledger"), limit=0)
    assert flags == Settings(ledger=Path("flag.ledger"), limit=0)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('colour = "red"\n', "unknown key 'colour'"),
        ("limit = true\n", "limit must be a whole number"),
        ("ledger = 3\n", "ledger must be a text"),
        ("limit = \n", "cannot be read"),
        ("limit = -2\n", "below 0"),
    ],
)
def test_a_wrong_file_is_one_line(tmp_path, written, words):
    (tmp_path / "rashomon.toml").write_text(written)
    with pytest.raises(UsageError, match=words) as caught:
        load(folder=tmp_path, environ={})
    assert "\n" not in str(caught.value)


def test_a_wrong_environment_is_one_line(tmp_path):
    with pytest.raises(UsageError, match="RASHOMON_LIMIT is 'many'"):
        load(folder=tmp_path, environ={"RASHOMON_LIMIT": "many"})


def test_the_table_of_aliases_is_named_by_environment_or_file(tmp_path):
    (tmp_path / "rashomon.toml").write_text('aliases = "names.tsv"\n')
    assert load(folder=tmp_path, environ={}).aliases == tmp_path / "names.tsv"
    assert load(folder=tmp_path, environ={"RASHOMON_ALIASES": "mine.tsv"}).aliases == Path("mine.tsv")


def test_a_table_of_aliases(tmp_path):
    table = tmp_path / "names.tsv"
    table.write_text("# people\nThe Strongman\tAda  Orl\n\nDerse\tDarsi\n")
    assert read_aliases(table) == {"the strongman": "ada orl", "derse": "darsi"}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("ada orl\n", "line 1: write a name, a tab"),
        ("a\tb\tc\n", "line 1: write a name, a tab"),
        ("\tb\n", "line 1: write a name, a tab"),
        ("a\tb\nA\tc\n", "line 2: 'a' is already 'b'"),
        ("a\tb\nb\tc\n", "leads to 'b', which leads on"),
        (None, "cannot be read"),
    ],
)
def test_a_wrong_table_of_aliases_is_one_line(tmp_path, written, words):
    if written is not None:
        (tmp_path / "names.tsv").write_text(written)
    with pytest.raises(UsageError, match=words) as caught:
        read_aliases(tmp_path / "names.tsv")
    assert "\n" not in str(caught.value)


def test_a_table_of_outlets(tmp_path):
    table = tmp_path / "outlets.toml"
    table.write_text(
        '[[outlet]]\nkey = "mirror.example"\nname = "Vale Mirror"\ndomains = ["vm.example"]\n'
        'names = ["The VM  Online"]\n'
        '[[outlet]]\nkey = "anna"\n'
    )
    mirror = ("mirror.example", "Vale Mirror")
    assert read_outlets(table) == {
        "vm.example": mirror,
        "vm online": mirror,
        "vale mirror": mirror,
        "mirror.example": mirror,
        "anna": ("anna", "anna"),
    }
    (tmp_path / "rashomon.toml").write_text('outlets = "outlets.toml"\n')
    assert load(folder=tmp_path, environ={}).outlets == table


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("[[outlet]]\nname = 'x'\n", "outlet 1: give it a key"),
        ("outlet = 3\n", "outlet 1: give it a key"),
        ("[[outlet]]\nkey = 'a.example'\nnames = [3]\n", "must be lists of words"),
        ("[[outlet]]\nkey = 'a.example'\ndomains = 7\n", "must be lists of words"),
        ("[[outlet]]\nkey = 'a'\nnames = ['x']\n[[outlet]]\nkey = 'b'\nnames = ['X']\n", "'X' is already of 'a'"),
        ("[[outlet]\n", "cannot be read"),
    ],
)
def test_a_wrong_table_of_outlets_is_one_line(tmp_path, written, words):
    (tmp_path / "outlets.toml").write_text(written)
    with pytest.raises(UsageError, match=words) as told:
        read_outlets(tmp_path / "outlets.toml")
    assert "\n" not in str(told.value)
