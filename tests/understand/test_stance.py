"""Commitment and polarity of contents. Sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Commitment, Polarity, Span
from rashomon.understand.stance import stance

# Content, commitment, polarity; reporting words after "<" where there are any.
CASES = """
the bridge fell | asserted +
the bridge fell in May | asserted +
the bridge may fall | possible +
the bridge might have fallen | possible +
the bridge could fall at any time | possible +
crews could not reach the bridge | asserted -
the bridge, which may be repaired, fell | asserted +
a collapse could not be ruled out | possible +
the mayor did not rule out a collapse | possible +
possibly even two boats were lost | possible +
the convoy likely crossed at night | assessed +
the convoy is unlikely to cross | assessed +
the ships appear to have left | assessed +
the mayor appeared in court | asserted +
the convoy seemed ready | assessed +
40 people are believed dead | assessed +
they are thought to have fled | assessed +
the toll is estimated at 100 | assessed +
an estimated 300 boats sank | assessed +
there are indications of a thaw | assessed +
evidence suggests a leak | assessed +
the fire is suspected to be arson | assessed +
the guards reportedly fled | alleged +
two guards were allegedly beaten | alleged +
the guards are accused of theft | alleged +
the guards were said to have fled | alleged +
Orlen claims the island | alleged +
the storm claimed nine lives | asserted +
the fleet will sail in June | planned +
the fleet will not sail in June | planned -
the fleet won't sail | planned -
the fleet would sail in June | planned +
the will of the widow was read | asserted +
Orlen is set to supply boats | planned +
Orlen is to supply boats | planned +
Orlen to supply boats | planned +
the envoy travelled to Orlen | asserted +
Orlen plans to double output | planned +
Orlen is planning a parade | planned +
Orlen is gearing up to send boats | planned +
Orlen intends to leave the bloc | planned +
Orlen is preparing to leave | planned +
the train is due to arrive at noon | planned +
the delay was due to rain | asserted +
the vote is scheduled for June | planned +
the minister is expected to visit Vale | planned +
the minister has denied the theft | denied -
the minister did not deny the theft | asserted +
the port denied entry to two ships | asserted +
the claim could not be verified | unconfirmed +
the paper could not independently confirm the loss | unconfirmed +
it is unclear whether the valve failed | unconfirmed +
unconfirmed sightings of a ship | unconfirmed +
will the bridge hold? | planned +
is the bridge safe? | question +
"is the bridge safe?" | question +
the bridge did not fall | asserted -
the bridge didn't fall | asserted -
the bridge has never fallen | asserted -
no ships were lost | asserted -
no fewer than 40 ships were lost | asserted +
not only ships but also boats were lost | asserted +
neither ship was hit | asserted -
nobody was hurt | asserted -
nothing was lost | asserted -
there was no damage | asserted -
the ship sank with no warning | asserted +
the Karrow No. 3 reactor was shut | asserted +
the town lost power, but not water | asserted +
the crew failed to reach port | asserted -
the crew did not fail to reach port | asserted +
Orlen refused to sign the accord | asserted -
reports of a raid are false | asserted -
it was no doubt a raid | asserted +
the bridge no longer stands | asserted -
although no rain fell, the bridge collapsed | asserted +
the bridge collapsed because nobody repaired it | asserted +
the guards fled < denied that | denied -
the guards did not flee < denied that | denied +
the guards fled < did not deny that | asserted +
the guards fled < reportedly said | alleged +
the guards fled < could not confirm that | unconfirmed +
the guards may flee < said | possible +
the guards fled < said | asserted +
the guards fled < refuted claims that | denied -
"""


@pytest.mark.parametrize("line", CASES.strip().split("\n"), ids=lambda v: v[:50])
def test_stance(line: str) -> None:
    words, _, expected = line.partition(" | ")
    content, _, cue = words.partition(" < ")
    commitment, polarity = stance(content, (Span(start=0, end=len(content)),), cue or None)
    assert f"{commitment.value} {polarity.value}" == expected


def test_only_the_content_is_read() -> None:
    text = "It may rain, but the bridge fell. No ships were lost."
    start = text.index("the bridge")
    content = (Span(start=start, end=text.index(". No")),)
    assert stance(text, content, None) == (Commitment.ASSERTED, Polarity.POSITIVE)


def test_content_in_pieces_is_read_as_one() -> None:
    text = "The bridge, he said, did not fall."
    content = (Span(start=0, end=10), Span(start=21, end=len(text) - 1))
    assert stance(text, content, "said")[1] is Polarity.NEGATIVE


@given(st.text(min_size=1, max_size=80), st.none() | st.text(max_size=20))
def test_any_words_have_one_stance(text: str, cue: str | None) -> None:
    content = (Span(start=0, end=len(text)),)
    assert stance(text, content, cue) == stance(text, content, cue)
