"""What brings no new knowledge changes no status: copies, laundered attributions, dates set back."""

from __future__ import annotations

import pytest

from bench.attacks import Attack, attacks
from bench.origins import succeeded


@pytest.mark.timeout(300)  # 50 reports in a story: 40 s on a busy core
@pytest.mark.parametrize("attack", tuple(attacks()), ids=lambda a: a.name)
def test_reports_without_new_knowledge_change_no_status(attack: Attack) -> None:
    assert len(attack.added) == 12 if "laundered" in attack.name else 50
    assert not succeeded(attack)
