"""Who says what: sources, cues and contents on invented sentences, and the examples of rules/cues.toml."""

from __future__ import annotations

from typing import Any

import pytest
from test_sentences import report_of

from rashomon.records import BlockKind, QuoteKind
from rashomon.understand import attribution, names, sentences
from rashomon.understand.cues import rules
from rashomon.understand.parts import Attribution

Act = tuple[str | None, str | None, str]


def found_in(*blocks: tuple[str, BlockKind]) -> tuple[str, tuple[Attribution, ...]]:
    report = report_of(*blocks)
    split = sentences.split(report)
    return report.text, attribution.find(report.text, split, names.find_names(report.text, split))


def acts_of(text: str) -> list[Act]:
    kind = BlockKind.PARAGRAPH if text.endswith((".", "”", "?", '"')) else BlockKind.TITLE
    whole, found = found_in((text, kind))
    return [
        (
            act.source.of(whole) if act.source else None,
            act.cue.of(whole) if act.cue else None,
            " | ".join(span.of(whole) for span in act.content),
        )
        for act in found
    ]


# Each: a sentence (without a stop at its end: a headline) and the acts of reporting in it, as source, cue, content.
CASES: list[tuple[str, list[Act]]] = [
    (
        "The toll from the flood stands at 31, the river service said in its evening bulletin on Wednesday.",
        [("the river service", "said", "The toll from the flood stands at 31")],
    ),
    (
        "Some 300 families have had to leave, Mayor Mara Lint told a meeting of farmers which this reporter attended.",
        [("Mayor Mara Lint", "told", "Some 300 families have had to leave")],
    ),
    (
        "Divers inspected the dam and found no faults, according to the port's register.",
        [("the port's register", "according to", "Divers inspected the dam and found no faults")],
    ),
    ("The dam had 3 faults, the register says.", [("the register", "says", "The dam had 3 faults")]),
    ("The dam was built in 1990 according to plan.", []),
    (
        "Troops had been sent to Orl, according to a senior official who asked not to be named.",
        [("a senior official", "according to", "Troops had been sent to Orl")],
    ),
    (
        "The dam broke on Monday, the mayor said by telephone on Tuesday.",
        [("the mayor", "said", "The dam broke on Monday")],
    ),
    ("The match has been put off, the league said.", [("the league", "said", "The match has been put off")]),
    (
        "The amount was legal, the minister said according to the paper.",
        [
            ("the minister", "said", "The amount was legal"),
            ("the paper", "according to", "The amount was legal, the minister said"),
        ],
    ),
    (
        "The ministry said on Friday its earlier figure of 147 had been wrong.",
        [("The ministry", "said", "its earlier figure of 147 had been wrong")],
    ),
    (
        "Analyst Mara Lint said on the orders of the president, ships were held in Orl.",
        [("Analyst Mara Lint", "said", "on the orders of the president, ships were held in Orl")],
    ),
    (
        "The pier is checked by nobody, according to the dock workers' union.",
        [("the dock workers' union", "according to", "The pier is checked by nobody")],
    ),
    ("Minister: 40 ships were lost at the quay", [("Minister", ":", "40 ships were lost at the quay")]),
    ("Orl Harbour: number of dead rises to 23 as search goes on", []),
    ("Harbour Tragedy: What We Know So Far", []),
    (
        "The ministry said that the bridge at Orl had fallen.",
        [("The ministry", "said", "the bridge at Orl had fallen")],
    ),
    ("The ministry said the bridge at Orl had fallen.", [("The ministry", "said", "the bridge at Orl had fallen")]),
    ('"The bridge has fallen," the mayor of Orl said.', [("the mayor of Orl", "said", '"The bridge has fallen,"')]),
    ('"The bridge has fallen," said the mayor of Orl.', [("the mayor of Orl", "said", '"The bridge has fallen,"')]),
    (
        "“The bridge has fallen,” said Mara Lint, the mayor of Orl.",
        [("Mara Lint, the mayor of Orl", "said", "“The bridge has fallen,”")],
    ),
    ("“The bridge,” Mara Lint said, “has fallen.”", [("Mara Lint", "said", "“The bridge,” | “has fallen.”")]),
    (
        "“We lost the bridge,” Lint said. “We will build it again.”",
        [("Lint", "said", "“We lost the bridge,”"), ("Lint", None, "“We will build it again.”")],
    ),
    ("The bridge had fallen, the mayor said on Friday.", [("the mayor", "said", "The bridge had fallen")]),
    ("The bridge had fallen, said the mayor.", [("the mayor", "said", "The bridge had fallen")]),
    (
        "The bridge had fallen on Friday, police in Orl said in a statement.",
        [("police in Orl", "said", "The bridge had fallen on Friday")],
    ),
    ("According to the mayor, the bridge had fallen.", [("the mayor", "According to", "the bridge had fallen")]),
    (
        "According to Orlen Press, the bridge had fallen on Friday.",
        [("Orlen Press", "According to", "the bridge had fallen on Friday")],
    ),
    ("The bridge had fallen, according to the mayor.", [("the mayor", "according to", "The bridge had fallen")]),
    (
        "The bridge, according to the mayor, had fallen on Friday.",
        [("the mayor", "according to", "The bridge | had fallen on Friday")],
    ),
    (
        "In the words of Mara Lint, the bridge was “a ruin waiting to happen”.",
        [("Mara Lint", "In the words of", "the bridge was “a ruin waiting to happen”")],
    ),
    (
        "The bridge fell on Friday, as reported by the Orlen News Agency.",
        [("the Orlen News Agency", "as reported by", "The bridge fell on Friday")],
    ),
    (
        "The Vale Courier reported that the ministry said the bridge had fallen.",
        [
            ("The Vale Courier", "reported", "the ministry said the bridge had fallen"),
            ("the ministry", "said", "the bridge had fallen"),
        ],
    ),
    (
        "The Orlen News Agency reported on 3 May that the ministry observed that two ships were lost.",
        [
            ("The Orlen News Agency", "reported", "the ministry observed that two ships were lost"),
            ("the ministry", "observed", "two ships were lost"),
        ],
    ),
    (
        "The bridge had fallen, the ministry said, according to the Vale Courier.",
        [
            ("the ministry", "said", "The bridge had fallen"),
            ("the Vale Courier", "according to", "The bridge had fallen, the ministry said"),
        ],
    ),
    ("Captain Ode told the Vale Courier that the port was closed.", [("Captain Ode", "told", "the port was closed")]),
    (
        "Captain Ode told reporters in Orl on Friday that the port was closed.",
        [("Captain Ode", "told", "the port was closed")],
    ),
    ("“The port is closed,” Captain Ode told Orlen Press.", [("Captain Ode", "told", "“The port is closed,”")]),
    (
        "The fleet is growing, with state media reporting that the admiral ordered six new ships.",
        [("state media", "reporting", "the admiral ordered six new ships")],
    ),
    (
        "President Mara Korr stressed the need for more ships.",
        [("President Mara Korr", "stressed", "the need for more ships")],
    ),
    (
        "The president stressed the need for ships, noting that the fleet was old.",
        [("The president", "stressed", "the need for ships"), ("The president", "noting", "the fleet was old")],
    ),
    (
        "The president spoke for an hour, claiming that Vale had lost the war.",
        [("The president", "claiming", "Vale had lost the war")],
    ),
    ("Orlen accused Vale of hiding the losses.", [("Orlen", "accused", "Vale of hiding the losses")]),
    ("Vale denied that any ship was lost.", [("Vale", "denied", "any ship was lost")]),
    ("Vale denied the report.", [("Vale", "denied", "the report")]),
    ("The admiral: “We did not fire first.”", [("The admiral", ":", "“We did not fire first.”")]),
    (
        "“We did not fire first. They did.” — Admiral Tor Hask, commander of the Orlen fleet",
        [("Admiral Tor Hask, commander of the Orlen fleet", "—", "“We did not fire first. They did.”")],
    ),
    ("There are allegations of soldiers aiding the fleet.", [(None, "allegations", "soldiers aiding the fleet")]),
    ("There is speculation that the engine came from Vale.", [(None, "speculation", "the engine came from Vale")]),
    ("Officials expressed concern the talks could fail.", [("Officials", "expressed concern", "the talks could fail")]),
    ("Experts warned of floods along the Orl.", [("Experts", "warned of", "floods along the Orl")]),
    ("Analysts believe that the convoy crossed at night.", [("Analysts", "believe", "the convoy crossed at night")]),
    (
        "The convoy is believed to have crossed at night.",
        [(None, "is believed", "The convoy is believed to have crossed at night")],
    ),
    ("The convoy was said to be near Orl.", [(None, "was said", "The convoy was said to be near Orl")]),
    ("It is believed that the convoy crossed at night.", [(None, "is believed", "the convoy crossed at night")]),
    (
        "The loss was reported by Orlen officials.",
        [("Orlen officials", "was reported by", "The loss was reported by Orlen officials")],
    ),
    (
        "The death toll is estimated at 300 people.",
        [(None, "is estimated", "The death toll is estimated at 300 people")],
    ),
    ("The convoy reportedly crossed at night.", [(None, "reportedly", "The convoy reportedly crossed at night")]),
    (
        "Some 400 people were allegedly held in the camp.",
        [(None, "allegedly", "Some 400 people were allegedly held in the camp")],
    ),
    ("The navy has detected preparations for a landing.", [("The navy", "has detected", "preparations for a landing")]),
    (
        "Recent reports indicate that the convoy turned back.",
        [("Recent reports", "indicate", "the convoy turned back")],
    ),
    (
        "Intelligence assessments suggest the convoy turned back.",
        [("Intelligence assessments", "suggest", "the convoy turned back")],
    ),
    ("Satellite images showed the damaged pier.", [("Satellite images", "showed", "the damaged pier")]),
    ("Images released by the ministry showed the damaged pier.", [("the ministry", "showed", "the damaged pier")]),
    ("A report from the Orlen Institute says the dam is safe.", [("the Orlen Institute", "says", "the dam is safe")]),
    ("The court asked whether the bridge was safe.", [("The court", "asked", "whether the bridge was safe")]),
    (
        "Orlen Press could not independently verify the claim.",
        [("Orlen Press", "could not independently verify", "the claim")],
    ),
    ("Mara Korr, who leads the party, said the vote was fair.", [("Mara Korr", "said", "the vote was fair")]),
    (
        "Mara Korr, the party's leader, said the vote was fair.",
        [("Mara Korr, the party's leader", "said", "the vote was fair")],
    ),
    ("The minister, speaking in Orl, said the vote was fair.", [("The minister", "said", "the vote was fair")]),
    ("On Friday the minister said the vote was fair.", [("the minister", "said", "the vote was fair")]),
    ("Later on Friday, the minister added that the vote was fair.", [("the minister", "added", "the vote was fair")]),
    ("But the minister insisted the vote was fair.", [("the minister", "insisted", "the vote was fair")]),
    (
        "The minister said the vote was fair, adding that turnout was high.",
        [("The minister", "said", "the vote was fair"), ("The minister", "adding", "turnout was high")],
    ),
    (
        "The minister said the vote was fair, but the opposition said it was stolen.",
        [("The minister", "said", "the vote was fair"), ("the opposition", "said", "it was stolen")],
    ),
    (
        "The minister described the vote as “entirely fair”.",
        [("The minister", "described", "the vote as “entirely fair”")],
    ),
    (
        "The minister called the vote “a triumph of our people”.",
        [("The minister", "called", "the vote “a triumph of our people”")],
    ),
    (
        "The minister said the vote was “a triumph of our people” and would stand.",
        [("The minister", "said", "the vote was “a triumph of our people” and would stand")],
    ),
    ("Fleet Will Sail North, Says Orlen", [("Orlen", "Says", "Fleet Will Sail North")]),
    ("Orlen Says Fleet Will Sail North", [("Orlen", "Says", "Fleet Will Sail North")]),
    ("Fleet to sail north, minister says", [("minister", "says", "Fleet to sail north")]),
    (
        "The leader ordered new boats, a move that has raised concerns in Vale, according to state media.",
        [("state media", "according to", "The leader ordered new boats")],
    ),
    ("He said the fleet would sail.", [("He", "said", "the fleet would sail")]),
    ("They say the fleet is old.", [("They", "say", "the fleet is old")]),
    ("Mr. Lint said the fleet was old.", [("Mr. Lint", "said", "the fleet was old")]),
    ("Sen. Ada Voss (O-Orl) said the fleet was old.", [("Sen. Ada Voss (O-Orl)", "said", "the fleet was old")]),
    ("Voss, Hask and Lint said the fleet was old.", [("Voss, Hask and Lint", "said", "the fleet was old")]),
    (
        "A spokesman for the Orlen army said two ships were lost.",
        [("A spokesman for the Orlen army", "said", "two ships were lost")],
    ),
    (
        "A senior official at the defence ministry, who asked not to be named, said two ships were lost.",
        [("A senior official at the defence ministry", "said", "two ships were lost")],
    ),
    (
        "Two ships were lost, a senior official told the Vale Courier on condition of anonymity.",
        [("a senior official", "told", "Two ships were lost")],
    ),
    (
        "Officials say the ship, which left Orl in May, is lost.",
        [("Officials", "say", "the ship, which left Orl in May, is lost")],
    ),
    ("The statement said two ships were lost.", [("The statement", "said", "two ships were lost")]),
    ("In a statement, the ministry said two ships were lost.", [("the ministry", "said", "two ships were lost")]),
    ("The losses are heavy, the statement added.", [("the statement", "added", "The losses are heavy")]),
    (
        "A poll by the Orlen Institute found that most voters were undecided.",
        [("A poll by the Orlen Institute", "found", "most voters were undecided")],
    ),
    ("The ministry confirmed the loss of two ships.", [("The ministry", "confirmed", "the loss of two ships")]),
    ("The ministry announced plans for a new harbour.", [("The ministry", "announced", "plans for a new harbour")]),
    ("“Is the bridge safe?” asked Lint.", [("Lint", "asked", "“Is the bridge safe?”")]),
    (
        "Lint wrote on Friday: “The bridge is safe for everyone.”",
        [("Lint", "wrote", "“The bridge is safe for everyone.”")],
    ),
    ('"The bridge is safe," Lint wrote in a letter to the council.', [("Lint", "wrote", '"The bridge is safe,"')]),
    (
        "Residents told the Vale Courier they had heard two blasts.",
        [("Residents", "told", "they had heard two blasts")],
    ),
    ("Witnesses described two blasts near the harbour.", [("Witnesses", "described", "two blasts near the harbour")]),
    (
        "The admiral argued that the ships were too old to sail.",
        [("The admiral", "argued", "the ships were too old to sail")],
    ),
    ("Vale claims it shot down four drones.", [("Vale", "claims", "it shot down four drones")]),
    (
        "Vale's defence ministry claimed its troops had taken the town of Sund.",
        [("Vale's defence ministry", "claimed", "its troops had taken the town of Sund")],
    ),
    ("The army acknowledged that three soldiers had died.", [("The army", "acknowledged", "three soldiers had died")]),
    ("“No ship was lost,” the admiral insisted.", [("the admiral", "insisted", "“No ship was lost,”")]),
    ("Hask expects that the talks will resume in June.", [("Hask", "expects", "the talks will resume in June")]),
    ("Analysts predict the talks will fail.", [("Analysts", "predict", "the talks will fail")]),
    ("The talks will fail, analysts predict.", [("analysts", "predict", "The talks will fail")]),
    ("In some towns, officials say, the lights are out.", [("officials", "say", "In some towns | the lights are out")]),
    (
        "Orlen's accusations against Vale about balloons went unanswered.",
        [("Orlen", "accusations", "Vale about balloons")],
    ),
    ("Claims by Vale that the town had fallen were rejected.", [("Vale", "Claims by Vale", "the town had fallen")]),
    ("The announcement that the port was closed came late.", [(None, "announcement", "the port was closed")]),
    (
        "The admiral hinted at a withdrawal from the islands.",
        [("The admiral", "hinted at", "a withdrawal from the islands")],
    ),
    (
        "The minister pointed out that the treaty had expired.",
        [("The minister", "pointed out", "the treaty had expired")],
    ),
    ("The minister pointed to the losses of the spring.", [("The minister", "pointed to", "the losses of the spring")]),
    ("The minister made clear that no talks were planned.", [("The minister", "made clear", "no talks were planned")]),
    ("The mayor also said schools would close.", [("The mayor", "said", "schools would close")]),
    (
        "The mayor has repeatedly said that schools will close.",
        [("The mayor", "has repeatedly said", "schools will close")],
    ),
    (
        "“It was terrible,” recalled Ina Moss, a nurse. “Nobody came.”",
        [("Ina Moss, a nurse", "recalled", "“It was terrible,”"), ("Ina Moss, a nurse", None, "“Nobody came.”")],
    ),
    (
        "Quoting unnamed officials, the paper said the talks had failed.",
        [("unnamed officials", "Quoting", "the talks had failed"), ("the paper", "said", "the talks had failed")],
    ),
    (
        "The paper, citing two officials, said the talks had failed.",
        [("two officials", "citing", "the talks had failed"), ("The paper", "said", "the talks had failed")],
    ),
    ("The president expressed doubts about the plan.", [("The president", "expressed doubts", "the plan")]),
    (
        "Tor Hask, an analyst at the Orlen Institute, noted that the dam was old.",
        [("Tor Hask, an analyst at the Orlen Institute", "noted", "the dam was old")],
    ),
    (
        '"The dam is old," noted Tor Hask, an analyst at the Orlen Institute.',
        [("Tor Hask, an analyst at the Orlen Institute", "noted", '"The dam is old,"')],
    ),
    (
        "“The dam is old,” said Hask, who leads the Orlen Institute. “It may break.”",
        [("Hask", "said", "“The dam is old,”"), ("Hask", None, "“It may break.”")],
    ),
    ("Vale rejects allegations that it hid the losses.", [("Vale", "rejects allegations", "it hid the losses")]),
    ("The army has not confirmed that the town fell.", [("The army", "has not confirmed", "the town fell")]),
    (
        "Two people familiar with the matter said the deal was close.",
        [("Two people familiar with the matter", "said", "the deal was close")],
    ),
    (
        "Prosecutors allege that Lint took money from the fund.",
        [("Prosecutors", "allege", "Lint took money from the fund")],
    ),
    (
        "Lint is alleged to have taken money from the fund.",
        [(None, "is alleged", "Lint is alleged to have taken money from the fund")],
    ),
    (
        "The fund was reported to have lost two million crowns.",
        [(None, "was reported", "The fund was reported to have lost two million crowns")],
    ),
    ("The agency said in a report on Monday that prices had doubled.", [("The agency", "said", "prices had doubled")]),
    ("The agency's report said prices had doubled.", [("The agency", "said", "prices had doubled")]),
    ("As the minister said, the talks had failed.", [("the minister", "said", "the talks had failed")]),
    ("The talks had failed, the minister told parliament.", [("the minister", "told", "The talks had failed")]),
    (
        "The ministry said its troops had left Sund and that the town was quiet.",
        [("The ministry", "said", "its troops had left Sund and that the town was quiet")],
    ),
    ("Asked about the losses, the minister said there were none.", [("the minister", "said", "there were none")]),
    ("“There were none,” she said.", [("she", "said", "“There were none,”")]),
    ("“There were none”, she said.", [("she", "said", "“There were none”")]),
    ("‘There were none at all,’ the captain said.", [("the captain", "said", "‘There were none at all,’")]),
    ("''There were none at all,'' the captain said.", [("the captain", "said", "''There were none at all,''")]),
    ("«There were none at all», the captain said.", [("the captain", "said", "«There were none at all»")]),
    ('The captain said: "There were none at all."', [("The captain", "said", '"There were none at all."')]),
    ("The captain, however, said there were none.", [("The captain", "said", "there were none")]),
    ("The treaty, Lint argues, is dead.", [("Lint", "argues", "The treaty | is dead")]),
    ("Lint has long argued that the treaty is dead.", [("Lint", "has long argued", "the treaty is dead")]),
    (
        "The governor warned that the dam may break within days.",
        [("The governor", "warned", "the dam may break within days")],
    ),
    ("Hospital staff said at least 30 people were hurt.", [("Hospital staff", "said", "at least 30 people were hurt")]),
    (
        "The Orlen Press agency quoted a witness as saying the train had stopped.",
        [
            ("The Orlen Press agency", "quoted", "a witness as saying the train had stopped"),
            ("a witness", "saying", "the train had stopped"),
        ],
    ),
    (
        "Ada Lint was quoted by state media as saying the launch had failed.",
        [("Ada Lint", "saying", "the launch had failed")],
    ),
    ("Ada Lint was quoted as saying that it failed.", [("Ada Lint", "saying", "it failed")]),
    ("The port was quoted by brokers at a low price.", []),
    (
        "He had been told by the army that only medics were sent.",
        [("the army", "had been told by", "only medics were sent")],
    ),
    ("He had been told by the army to leave.", []),
    (
        "The Red Crescent put the toll at about 60.",
        [("The Red Crescent", "put", "The Red Crescent put the toll at about 60")],
    ),
    ("The crew put the boats at the pier.", []),
    ("The crew feared that the ship would sink.", [("The crew", "feared", "the ship would sink")]),
    ("Local media reported that the road was closed.", [("Local media", "reported", "the road was closed")]),
    ("Local media reports said the road was closed.", [("Local media", "said", "the road was closed")]),
    ("The road is closed, local media reported.", [("local media", "reported", "The road is closed")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_acts_of_reporting(text: str, expected: list[Act]) -> None:
    assert acts_of(text) == expected


NOBODY_SPEAKS = [
    "The casualties were attributed to the inexperience of the crews.",
    "The president ordered the fleet to return.",
    "The winner showed great courage.",
    "The court read the claims form.",
    "The ship left the harbour on Friday.",
    "The minister wrote a book about ships.",
    "The team found the wreck in June.",
    "He told a long story.",
    "The storm underscored the need for repairs.",
    "The ship carried the word “Hope” on its bow.",
    "The losses continue to rise.",
]


@pytest.mark.parametrize("text", NOBODY_SPEAKS)
def test_sentences_without_a_speaker(text: str) -> None:
    assert acts_of(text) == []


def _examples() -> list[Any]:
    tables = [group for key in ("verbs", "nouns", "phrases", "adverbs") for group in rules()[key]]
    return [pytest.param(example, id=example["text"]) for group in tables for example in group.get("example", ())]


@pytest.mark.parametrize("example", _examples())
def test_examples_of_the_rule_file(example: dict[str, str]) -> None:
    acts = acts_of(example["text"])
    if not example["content"]:
        assert acts == []
        return
    assert (example.get("source"), example["content"]) in [(source, content) for source, _, content in acts]


def test_every_rule_has_an_example() -> None:
    assert all(group.get("example") for key in ("verbs", "nouns", "phrases", "adverbs") for group in rules()[key])


def test_who_is_told_is_kept() -> None:
    text, found = found_in(("Captain Ode told the Vale Courier that the port was closed.", BlockKind.PARAGRAPH))
    assert [act.to.of(text) for act in found if act.to] == ["the Vale Courier"]


def test_kinds_of_quotation() -> None:
    text = "“It fell hard,” said Lint. Lint said it was “in ruins”. Lint said it fell."
    _, found = found_in((text, BlockKind.PARAGRAPH))
    assert [act.quote for act in found] == [QuoteKind.DIRECT, QuoteKind.PARTIAL, QuoteKind.INDIRECT]


def test_a_quotation_over_several_sentences_is_one_content() -> None:
    text = "“The dam is old. It may break. Nobody will pay for it,” said Lint."
    assert acts_of(text) == [("Lint", "said", "“The dam is old. It may break. Nobody will pay for it,”")]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    whole, found = found_in(
        ("“The dam is old and it will break,” said Ada Lint.", BlockKind.PARAGRAPH),
        ("“Nobody will pay for the repair of it.", BlockKind.PARAGRAPH),
        ("“We have asked the council three times.”", BlockKind.PARAGRAPH),
    )
    carried = [act for act in found if act.inherited_from is not None]
    assert [act.source.of(whole) for act in carried if act.source] == ["Ada Lint", "Ada Lint"]
    assert [act.sentence for act in carried] == [1, 2]


GOES_ON = [
    ("According to the Orlen Institute, the dam is old. It has also lost three gates.", "the Orlen Institute"),
    ("According to the Orlen Institute, two ships sailed. These ships reached Sund in May.", "the Orlen Institute"),
    (
        "Two ships sailed, according to the Orlen Institute. About 40 sailors are reportedly aboard.",
        "the Orlen Institute",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), GOES_ON)
def test_a_sentence_that_points_back_keeps_its_speaker(text: str, speaker: str) -> None:
    whole, found = found_in((text, BlockKind.PARAGRAPH))
    carried = [act for act in found if act.sentence == 1 and act.inherited_from == 0]
    assert [act.source.of(whole) for act in carried if act.source] == [speaker]


ENDS = [
    "According to the Orlen Institute, the dam is old. Vale built a harbour in May.",
    "The mayor said the dam was old. The town lies on the Orl.",
    "Officials said the dam was old. This has changed the landscape of the region.",
]


@pytest.mark.parametrize("text", ENDS)
def test_a_sentence_of_its_own_has_no_speaker(text: str) -> None:
    _, found = found_in((text, BlockKind.PARAGRAPH))
    assert [act for act in found if act.sentence == 1] == []


def test_a_new_paragraph_ends_what_is_carried_on() -> None:
    _, found = found_in(
        ("According to the Orlen Institute, the dam is old.", BlockKind.PARAGRAPH),
        ("It has also lost three gates.", BlockKind.PARAGRAPH),
    )
    assert [act for act in found if act.inherited_from is not None] == []


@pytest.mark.parametrize("text", ["said " * 20_000, "“" * 20_000, ", who said" * 9_000, "according to " * 9_000])
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    found_in((text, BlockKind.PARAGRAPH))
