"""Frozen word lists of the compare room: which predicates and counted things behave how over time.

They name classes of understand/rules/predicates.toml and counted.toml, so a change there is a change here;
tests/compare/test_families.py holds the two together.
"""

from __future__ import annotations

# Happenings that come once for given parties: rival dates of these are a conflict, not two events.
ONCE = frozenset({"sign", "ratify", "appoint", "elect", "resign", "found", "abolish"})

# Counts that only grow while one event unfolds: a later larger number is an update, a later smaller one is not.
CUMULATIVE = frozenset({"fatalities", "injure", "displace", "detain", "missing"})
CUMULATIVE_ITEMS = frozenset({"dead", "injured", "displaced", "detained", "casualty", "body"})

# Counts that go up and down: a different number at a later time is an update, never a conflict.
LEVEL_ITEMS = frozenset({"troop", "missing", "hospitalised", "prisoner", "refugee"})

# Counted things too general to tell one question from another by themselves.
VAGUE_ITEMS = frozenset({"person", "people", "thing", "country", "group", "case", "member", "part", "way"})

# Words by which a report says that an earlier number was wrong, or is withdrawn.
CORRECTING = frozenset(
    {"correct", "revise", "lower", "miscount", "erroneous", "mistaken", "down", "recount", "clarify"}
)
RETRACTING = frozenset({"retract", "withdraw", "disown"})
