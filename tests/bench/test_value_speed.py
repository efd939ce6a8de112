"""The parts that bench speed --values times."""

from __future__ import annotations

from bench.value_speed import PARTS, SEEN, spent
from rashomon.read import extract


def test_every_part_is_timed() -> None:
    text = "Orvo, 3 March 2031\n\nThe army said on Tuesday that 12 soldiers had died near Orvo."
    found = spent(extract(text.encode(), locator="a.txt", media_type="text/plain", seen=SEEN))
    assert found.keys() == {"encoder", *PARTS}
    assert all(seconds >= 0 for seconds in found.values())
    assert found["encoder"] > 0
