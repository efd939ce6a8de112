"""The commands as a user meets them."""

from __future__ import annotations


def test_brief_names_conflict_revision_and_evidence(affair, rashomon):
    code, out, err = rashomon("--ledger", affair.path, "brief")
    assert (code, err) == (0, "")
    assert "How many soldiers were wounded at Ostrel?" in out
    assert "[1] “28 soldiers were wounded at Ostrel” — Harbour Post, 3 Mar 2031" in out
    assert max(map(len, out.splitlines())) <= 100
