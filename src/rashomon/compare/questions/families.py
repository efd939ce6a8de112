"""Frozen word lists of the compare room: which predicates and counted things behave how over time.

They name classes of understand/rules/predicates.toml and items of counted.toml, so a change there is a change here;
tests/stories/test_families.py holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping

# Happenings that come once for given parties: rival dates of these are a conflict, not two events.
ONCE = frozenset({"sign", "ratify", "appoint", "elect", "resign", "establish", "dismiss_person", "merge"})

# Counts that only grow while one event unfolds: a later larger number is an update, a later smaller one is not.
CUMULATIVE = frozenset({"fatalities", "casualties", "injure", "missing", "evacuate", "arrest", "infect"})
CUMULATIVE_ITEMS = frozenset(
    {
        "dead",
        "injured",
        "casualty",
        "body",
        "displaced",
        "detained",
        "captured",
        "evacuated",
        "rescued",
        "abducted",
        "infected",
        "victim",
    }
)

# Harm counted by a word that says not which: rival numbers of these exclude nothing (methods.md §7, 5).
LOOSE_ITEMS = frozenset({"casualty", "victim", "person"})

# Dictionary forms and classes by which a toll is feared, not given. "Estimate" is none: an estimate is of what is.
FEARING = frozenset({"worry", "fear", "presume", "presumed"})

# Words by which a toll is that of the dead identified or certified so far, less than all.
CONFIRMING = frozenset({"confirmed", "identified", "verified"})

# Counts of harm: of one happening each has one figure at a time, whatever the verb.
TOLL_ITEMS = CUMULATIVE_ITEMS | {"missing", "hospitalised"}

# Counts that go up and down: a different number at a later time is an update, never a conflict.
LEVEL_ITEMS = frozenset({"troop", "missing", "hospitalised", "prisoner", "hostage", "patient", "refugee"})

# What moves things from place to place: a number of these within a named time adds to a stock.
FLOWS = frozenset({"deploy", "supply", "arrive", "leave", "transport"})

# What tells of the same flows by another verb: "48 wagons had crossed", "the region had received 92".
FLOWING = FLOWS | {"receive", "cross", "reach", "enter", "ship", "deliver"}

# Counted things too general to tell one question from another by themselves.
VAGUE_ITEMS = frozenset({"person", "country", "case", "man", "woman", "official", "company", "party"})

# Words of offices that every country has: a name made of these alone ("health ministry") places no report in an affair.
OFFICES = frozenset(
    "health defence defense foreign interior justice finance transport economy education energy agriculture trade state"
    " labour labor environment culture information ministry ministries minister department office government parliament"
    " senate congress assembly cabinet council committee commission agency service services authority authorities court"
    " supreme constitutional police army navy air force forces armed military general staff joint chiefs guard border"
    " customs coast fire rescue emergency emergencies civil protection security intelligence space national federal"
    " regional local central bank hospital university affairs internal external public of the and for".split()
)

# Who is said to have done it: accusations name the accused, claims of responsibility the claimer.
ACCUSING = frozenset({"accuse", "blame"})
CLAIMING = frozenset({"responsibility"})
REJECTING = frozenset({"deny", "reject", "dismiss"})

# Judgements of what happened, in pairs that exclude each other: by what is judged, each side with its words.
OPPOSITES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "outcome": {
        "a success": frozenset({"success", "successful", "successfully", "succeeded", "succeeds"}),
        "a failure": frozenset({"failure", "unsuccessful", "unsuccessfully", "failed", "fails"}),
    },
    "safety": {"safe": frozenset({"safe"}), "unsafe": frozenset({"unsafe", "dangerous", "hazardous"})},
    "law": {"lawful": frozenset({"legal", "lawful"}), "unlawful": frozenset({"illegal", "unlawful"})},
    "fairness": {"fair": frozenset({"fair"}), "not fair": frozenset({"unfair", "rigged", "fraudulent", "sham"})},
}

# Dictionary forms by which a report says that an earlier number was wrong, or is withdrawn.
CORRECTING = frozenset(
    {"correct", "correction", "revise", "revision", "lower", "miscount", "erroneous", "mistaken", "mistake", "recount"}
    | {"error", "wrong", "wrongly", "clarify", "clarification"}
)
RETRACTING = frozenset({"retract", "retraction", "disown"})
