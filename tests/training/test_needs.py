"""A training command says in one line what its Python lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import needs


def test_a_python_without_the_network_library_is_named() -> None:
    said = needs.missing(torch="no_such_library_here")
    assert said is not None
    assert "no no_such_library_here" in said


def test_the_engine_of_another_tree_is_refused(tmp_path: Path) -> None:
    said = needs.missing(torch="json", tree=tmp_path)
    assert said is not None
    assert f"not of {tmp_path}" in said


def test_nothing_is_amiss_with_this_trees_engine() -> None:
    assert needs.missing(torch="json") is None


def test_the_command_ends_with_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(needs, "missing", lambda: "nothing here")
    with pytest.raises(SystemExit) as ended:
        needs.check()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "training: nothing here\n"
