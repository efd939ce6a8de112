"""Quantities: value, interval, bound, kind and item of numbers in invented sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Bound, Quantity, QuantityKind, Span
from rashomon.understand.quantities import find_quantities
from rashomon.understand.quantities.bounds import interval, rounding


def found(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, Span(start=0, end=len(text)))


def number(value: float | None) -> str:
    return "inf" if value is None else f"{value:.10g}"


def shown(text: str) -> list[str]:
    rows = []
    for q in found(text):
        close = ")" if q.high_open or q.high is None else "]"
        ends = f"{'(' if q.low_open else '['}{number(q.low)},{number(q.high)}{close}"
        row = f"{q.span.of(text)} {ends} {q.bound.value}, {q.kind.value}: {q.item}"
        rows.append(
            row
            + (f" {q.unit}" if q.unit else "")
            + (f" of {'+'.join(q.scope)}" if q.scope else "")
            + (" (earlier)" if q.earlier else "")
        )
    return rows


CASES = [
    # plain counts
    ("The army lost track of 47 drones.", ["47 [47,47] exact, stock: drone"]),
    ("A total of 12 villages lie under water.", ["12 [12,12] exact, stock: village"]),
    ("11,000 Norvian soldiers crossed the river.", ["11,000 [10500,11500) exact, stock: troop"]),
    ("Some 3,000 well-trained Norvian troops arrived.", ["Some 3,000 [2700,3300] about, stock: troop"]),
    ("Orvo has 120 hospitals.", ["120 [115,125) exact, stock: hospital"]),
    ("They counted 1,213 ballots.", ["1,213 [1213,1213] exact, stock: vote"]),
    ("There were 1,00,000 people.", ["1,00,000 [95000,105000) exact, stock: person"]),
    ("Twelve members resigned.", ["Twelve [12,12] exact, stock: member"]),
    ("Twenty-one soldiers fled.", ["Twenty-one [21,21] exact, stock: troop"]),
    ("One hundred and forty-five police officers came.", ["One hundred and forty-five [145,145] exact, stock: police"]),
    ("Two and a half million people live there.", ["Two and a half million [2450000,2550000) exact, stock: person"]),
    ("The city of 1.2 million people slept.", ["1.2 million [1150000,1250000) exact, stock: person"]),
    ("Half a million refugees left.", ["Half a million [495000,505000) exact, stock: refugee"]),
    ("A quarter of a million voters stayed home.", ["A quarter of a million [245000,255000) exact, stock: voter"]),
    ("A hundred tents were put up.", ["A hundred [95,105) exact, stock: tent"]),
    ("A dozen ships waited.", ["A dozen [10.8,13.2] about, stock: ship"]),
    ("Two dozen trucks waited.", ["Two dozen [21.6,26.4] about, stock: truck"]),
    ("Half a dozen jets flew.", ["Half a dozen [5,7] about, stock: aircraft"]),
    ("Three thousand homes burned.", ["Three thousand [2950,3050) exact, stock: house"]),
    (
        "Norvia has 14 provinces and two parliaments.",
        ["14 [14,14] exact, stock: province", "two [2,2] exact, stock: parliament"],
    ),
    ("One soldier fell.", ["One [1,1] exact, stock: troop"]),
    ("Exactly 10,000 people came.", ["Exactly 10,000 [10000,10000] exact, stock: person"]),
    # bounds before
    ("At least 47 houses fell.", ["At least 47 [47,inf) at least, stock: house"]),
    ("No fewer than 20 rebels hid.", ["No fewer than 20 [20,inf) at least, stock: militant"]),
    ("No less than 20 rebels hid.", ["No less than 20 [20,inf) at least, stock: militant"]),
    ("More than 3,000 troops came.", ["More than 3,000 (3000,inf) more than, stock: troop"]),
    ("Over 60 schools closed.", ["Over 60 (60,inf) more than, stock: school"]),
    ("Upwards of 60 schools closed.", ["Upwards of 60 (60,inf) more than, stock: school"]),
    ("In excess of 60 schools closed.", ["In excess of 60 (60,inf) more than, stock: school"]),
    ("Just over 60 schools closed.", ["Just over 60 (60,inf) more than, stock: school"]),
    ("As many as 500 tourists were there.", ["As many as 500 [0,500] at most, stock: tourist"]),
    ("Up to 500 tourists were there.", ["Up to 500 [0,500] at most, stock: tourist"]),
    ("No more than 500 tourists were there.", ["No more than 500 [0,500] at most, stock: tourist"]),
    ("A maximum of 500 tourists may enter.", ["A maximum of 500 [0,500] at most, stock: tourist"]),
    ("Fewer than 40 seats are left.", ["Fewer than 40 [0,40) less than, stock: seat"]),
    ("Under 40 seats are left.", ["Under 40 [0,40) less than, stock: seat"]),
    ("About 12,000 people gathered.", ["About 12,000 [10800,13200] about, stock: person"]),
    ("Around 12,000 people gathered.", ["Around 12,000 [10800,13200] about, stock: person"]),
    ("Approximately 10,000 soldiers are engaged.", ["Approximately 10,000 [9000,11000] about, stock: troop"]),
    ("Roughly five boats sank.", ["Roughly five [4,6] about, stock: boat"]),
    ("An estimated 700 rebels hid.", ["An estimated 700 [630,770] about, stock: militant"]),
    ("Nearly 12,000 people gathered.", ["Nearly 12,000 [10800,12000) nearly, stock: person"]),
    ("Almost 200 cars burned.", ["Almost 200 [180,200) nearly, stock: car"]),
    ("Just under 200 cars burned.", ["Just under 200 [180,200) nearly, stock: car"]),
    ("At least some 40 cars burned.", ["At least some 40 [40,inf) at least, stock: car"]),
    ("At least another 40 cars burned.", ["At least another 40 [40,inf) at least, increment: car"]),
    # bounds after
    ("100 soldiers or more were killed.", ["100 [100,inf) at least, stock: dead of troop"]),
    ("Some 3,000 or more troops came.", ["Some 3,000 or more [3000,inf) at least, stock: troop"]),
    ("There were 3,000+ protesters.", ["3,000+ [3000,inf) at least, stock: protester"]),
    ("40 protesters or fewer came.", ["40 [0,40] at most, stock: protester"]),
    ("40 or so protesters came.", ["40 or so [36,44] about, stock: protester"]),
    # ranges
    ("20 to 30 drones flew.", ["20 to 30 [20,30] range, stock: drone"]),
    ("Between 5,000 and 6,000 people fled.", ["Between 5,000 and 6,000 [5000,6000] range, stock: person"]),
    ("11,000-12,000 troops stay.", ["11,000-12,000 [11000,12000] range, stock: troop"]),
    ("11,000–12,000 troops stay.", ["11,000–12,000 [11000,12000] range, stock: troop"]),
    ("From 20 to 30 people work there.", ["From 20 to 30 [20,30] range, stock: person"]),
    ("Two or three boats sank.", ["Two or three [2,3] range, stock: boat"]),
    ("5 to 6 million people watched.", ["5 to 6 million [5000000,6000000] range, stock: person"]),
    ("About 20 to 30 drones flew.", ["About 20 to 30 [18,33] range, stock: drone"]),
    ("At least 20 to 30 drones flew.", ["At least 20 to 30 [20,inf) at least, stock: drone"]),
    ("Up to 20 to 30 drones flew.", ["Up to 20 to 30 [0,30] at most, stock: drone"]),
    # vague
    ("Dozens of people cried.", ["Dozens [24,99] vague, stock: person"]),
    ("Scores of houses burned.", ["Scores [40,99] vague, stock: house"]),
    ("Hundreds of shells fell.", ["Hundreds [200,999] vague, stock: shell"]),
    ("Thousands of Norvian forces are there.", ["Thousands [2000,9999] vague, stock: troop"]),
    ("Tens of thousands of people marched.", ["Tens of thousands [20000,99999] vague, stock: person"]),
    ("Hundreds of thousands of people marched.", ["Hundreds of thousands [200000,999999] vague, stock: person"]),
    ("Several hundred troops came.", ["Several hundred [200,999] vague, stock: troop"]),
    ("A few thousand troops came.", ["A few thousand [2000,9999] vague, stock: troop"]),
    ("Several hundred thousand people fled.", ["Several hundred thousand [200000,999999] vague, stock: person"]),
    ("At least dozens of people wept.", ["At least dozens [24,inf) at least, stock: person"]),
    # fates
    ("The quake killed at least 47 people.", ["at least 47 [47,inf) at least, stock: dead"]),
    ("47 people were killed.", ["47 [47,47] exact, stock: dead"]),
    ("The raid left 47 dead.", ["47 [47,47] exact, stock: dead"]),
    ("The toll rose to 47.", ["47 [47,47] exact, stock: dead"]),
    ("The death toll stood at 47 on the island.", ["47 [47,47] exact, stock: dead"]),
    ("The toll rose from 28 to 47.", ["28 [28,28] exact, stock: dead (earlier)", "47 [47,47] exact, stock: dead"]),
    ("The death toll is estimated at 100 Norvian soldiers or more.", ["100 [100,inf) at least, stock: dead of troop"]),
    ("10,000 people dead, the mayor said.", ["10,000 [9500,10500) exact, stock: dead"]),
    ("Some 40 residents have died.", ["Some 40 [36,44] about, stock: dead of resident"]),
    ("Three children, all of them girls, were killed.", ["Three [3,3] exact, stock: dead of child"]),
    ("The strike injured 20 and killed three.", ["20 [20,20] exact, stock: injured", "three [3,3] exact, stock: dead"]),
    ("The blast killed 12 and wounded 30.", ["12 [12,12] exact, stock: dead", "30 [30,30] exact, stock: injured"]),
    ("12 people were killed and 30 injured.", ["12 [12,12] exact, stock: dead", "30 [30,30] exact, stock: injured"]),
    ("12 killed, 30 wounded.", ["12 [12,12] exact, stock: dead", "30 [30,30] exact, stock: injured"]),
    ("Hospitals took in 12 wounded soldiers.", ["12 [12,12] exact, stock: injured of troop"]),
    ("The blast killed or wounded 40 people.", ["40 [40,40] exact, stock: casualty"]),
    ("The raid left 300 Zorvans killed or wounded.", ["300 [295,305) exact, stock: casualty"]),
    ("Some 40 soldiers were killed or wounded.", ["Some 40 [36,44] about, stock: casualty of troop"]),
    ("The flood claimed 47 lives.", ["47 [47,47] exact, stock: dead"]),
    ("The ministry recorded 47 deaths.", ["47 [47,47] exact, stock: dead"]),
    ("The clinic confirmed the deaths of nine miners.", ["nine [9,9] exact, stock: dead of miner"]),
    ("More than 10,000 people are missing.", ["More than 10,000 (10000,inf) more than, stock: missing"]),
    ("Police detained 80 protesters.", ["80 [80,80] exact, stock: detained of protester"]),
    ("80 people were arrested.", ["80 [80,80] exact, stock: detained"]),
    ("The war displaced 30,000 people.", ["30,000 [29500,30500) exact, stock: displaced"]),
    ("At least 30,000 people were displaced.", ["At least 30,000 [30000,inf) at least, stock: displaced"]),
    ("2,300 residents were evacuated.", ["2,300 [2250,2350) exact, stock: evacuated of resident"]),
    ("Six miners were rescued.", ["Six [6,6] exact, stock: rescued of miner"]),
    ("One person was killed.", ["One [1,1] exact, stock: dead"]),
    ("Two gunmen killed a guard.", ["Two [2,2] exact, stock: militant"]),
    ("Two gunmen killed 14 people.", ["Two [2,2] exact, stock: militant", "14 [14,14] exact, stock: dead"]),
    ("The number of injured people rose to 60.", ["60 [60,60] exact, stock: injured"]),
    (
        "The number of drones rose from 28 to 47.",
        ["28 [28,28] exact, stock: drone (earlier)", "47 [47,47] exact, stock: drone"],
    ),
    ("They found 40 bodies.", ["40 [40,40] exact, stock: body"]),
    ("There were 300 casualties.", ["300 [295,305) exact, stock: casualty"]),
    # increments, subsets
    ("Another 3,000 troops will follow.", ["3,000 [2950,3050) exact, increment: troop"]),
    (
        "12 people died and another 40 were injured.",
        ["12 [12,12] exact, stock: dead", "40 [40,40] exact, stock: injured"],
    ),
    ("A further 10,100 are reported missing.", ["10,100 [10050,10150) exact, stock: missing"]),
    ("Another 40 people were killed.", ["40 [40,40] exact, increment: dead"]),
    ("Some 2,000 people are feared dead.", ["Some 2,000 [1800,2200] about, stock: dead"]),
    ("The duke put the missing at 5,000-6,000.", ["5,000-6,000 [5000,6000] range, stock: missing"]),
    ("They confirmed at least 150 lives lost.", ["at least 150 [150,inf) at least, stock: dead"]),
    ("It injured at least 550 others.", ["at least 550 [550,inf) at least, stock: injured"]),
    ("Between 5,000 and 6,000 were reported missing.", ["Between 5,000 and 6,000 [5000,6000] range, stock: missing"]),
    ("The flood killed 11 300 people.", ["11 300 [11250,11350) exact, stock: dead"]),
    ("It later killed 12 guards.", ["12 [12,12] exact, stock: dead of guard"]),
    ("They sold 1.2m tonnes of grain.", ["1.2m [1150000,1250000) exact, measure: grain t"]),
    ("It costs between $62 and $68.", ["between $62 and $68 [62,68] range, measure: money USD"]),
    ("Dozens of miles lie between.", ["Dozens [24,99] vague, measure: length mi"]),
    (
        "It fell from 4.8 to 4.7 percent.",
        ["4.8 [4.8,4.8] exact, share: share % (earlier)", "4.7 [4.7,4.7] exact, share: share %"],
    ),
    ("It costs 800 Norvian dollars.", ["800 [795,805) exact, measure: money Norvian dollar"]),
    ("The Norva Index 50 futures fell.", []),
    ("A further 12 ships will sail.", ["12 [12,12] exact, increment: ship"]),
    ("An additional 40 tanks came.", ["40 [40,40] exact, increment: tank"]),
    ("They sent 3,000 more troops.", ["3,000 [2950,3050) exact, increment: troop"]),
    ("They sent 3,000 additional troops.", ["3,000 [2950,3050) exact, increment: troop"]),
    ("Reports told of an additional deployment of 3,000 troops.", ["3,000 [2950,3050) exact, increment: troop"]),
    ("The number of cases rose by 40 cases.", ["40 [40,40] exact, increment: case"]),
    (
        "It killed 47 people, including three children.",
        ["47 [47,47] exact, stock: dead", "three [3,3] exact, subset: dead of child"],
    ),
    (
        "47 people, of whom 12 were women, were at sea.",
        ["47 [47,47] exact, stock: person", "12 [12,12] exact, subset: woman"],
    ),
    ("Two of the soldiers fled.", ["Two [2,2] exact, subset: troop"]),
    # rates, shares, measures, money
    ("The plant makes 40 drones a day.", ["40 [40,40] exact, rate: drone"]),
    ("The plant makes 40 drones per month.", ["40 [40,40] exact, rate: drone"]),
    ("Norvia fires 2,000 shells every week.", ["2,000 [1950,2050) exact, rate: shell"]),
    ("Turnout was 12 percent.", ["12 [12,12] exact, share: share %"]),
    ("More than 12.5 per cent of voters abstained.", ["More than 12.5 (12.5,inf) more than, share: voter %"]),
    ("Some 40% of homes fell.", ["Some 40 [36,44] about, share: house %"]),
    ("A third of the houses fell.", ["A third [29.99997,36.66663] about, share: house %"]),
    ("Half of the soldiers fled.", ["Half [45,55] about, share: troop %"]),
    ("The bridge costs $40 million.", ["$40 million [39500000,40500000) exact, measure: money USD"]),
    ("The bridge costs 3 billion euros.", ["3 billion [2950000000,3050000000) exact, measure: money EUR"]),
    ("It cost more than $40 million.", ["more than $40 million (40000000,inf) more than, measure: money USD"]),
    ("It cost £5m.", ["£5m [4950000,5050000) exact, measure: money GBP"]),
    ("The town lies 40 km north.", ["40 [40,40] exact, measure: length km"]),
    ("They showed 240mm rocket launchers.", ["240 [240,240] exact, measure: length mm"]),
    ("They showed 170-millimeter howitzers.", ["170 [170,170] exact, measure: length mm"]),
    ("Norvia gave 20 tonnes of grain.", ["20 [20,20] exact, measure: grain t"]),
    ("The siege lasted 40 days.", ["40 [40,40] exact, measure: duration day"]),
    # a long subject, and a bare number that completes it
    (
        "The number of people killed in the fire at a grain store near the old harbour of Orvo has risen to 23.",
        ["23 [23,23] exact, stock: dead"],
    ),
    (
        "The number of people missing after the landslide above the village of Lenk was put at 14.",
        ["14 [14,14] exact, stock: missing"],
    ),
    (
        "The death toll from Monday's fire in the southern river town of Orvo has grown to at least 23.",
        ["at least 23 [23,inf) at least, stock: dead"],
    ),
    ("The number killed has climbed to 23.", ["23 [23,23] exact, stock: dead"]),
    ("The toll was unclear, but the price rose to 23.", []),
    # parts of what was named
    (
        "She said 212 people had been injured and that 58 of them were still in hospital.",
        ["212 [212,212] exact, stock: injured", "58 [58,58] exact, subset: hospitalised"],
    ),
    (
        "212 people were injured; 58 of them seriously.",
        ["212 [212,212] exact, stock: injured", "58 [58,58] exact, subset: injured"],
    ),
    (
        "12 soldiers were wounded and three of them died.",
        ["12 [12,12] exact, stock: injured of troop", "three [3,3] exact, subset: dead of troop"],
    ),
    ("58 of them were taken to hospital.", ["58 [58,58] exact, subset: hospitalised"]),
    (
        "They sent 40 tanks, 12 of which were destroyed.",
        ["40 [40,40] exact, stock: tank", "12 [12,12] exact, subset: tank"],
    ),
    (
        "Of the 212 injured, 58 were in hospital.",
        ["212 [212,212] exact, stock: injured", "58 [58,58] exact, subset: hospitalised"],
    ),
    (
        "54 of the 212 injured were treated in hospital.",
        ["54 [54,54] exact, subset: hospitalised", "212 [212,212] exact, stock: injured"],
    ),
    ("Four of the 12 soldiers were wounded.", ["Four [4,4] exact, subset: injured of troop"]),
    ("Among them were 12 children.", ["12 [12,12] exact, subset: child"]),
    ("40 people lost their lives.", ["40 [40,40] exact, stock: dead"]),
    # small numbers of known things
    ("The two states met.", []),
    ("These two drones fell and his three sons fled.", []),
    ("The other two ministers met the 12 gunmen.", []),
    ("The 340 injured were moved.", ["340 [335,345) exact, stock: injured"]),
    ("The estimated 12 gunmen fled.", ["estimated 12 [10.8,13.2] about, stock: militant"]),
    ("They took the 12 tonnes of grain.", ["12 [12,12] exact, measure: grain t"]),
    ("Patients were moved from one town to the other.", []),
    # none
    ("The mayor said that no one was killed.", ["no one [0,0] exact, stock: dead"]),
    ("No-one was killed or injured.", ["No-one [0,0] exact, stock: dead", "No-one [0,0] exact, stock: injured"]),
    ("Nobody else was hurt.", ["Nobody [0,0] exact, increment: injured"]),
    ("There were no civilian casualties.", ["no [0,0] exact, stock: casualty of civilian"]),
    ("Officials reported no injuries or deaths.", ["no [0,0] exact, stock: injured", "no [0,0] exact, stock: dead"]),
    ("Not a single soldier was killed.", ["Not a single [0,0] exact, stock: dead of troop"]),
    ("None of the children was hurt.", ["None [0,0] exact, subset: injured of child"]),
    ("The plane landed without loss of life.", ["without [0,0] exact, stock: dead"]),
    ("Zero deaths were recorded.", ["Zero [0,0] exact, stock: dead"]),
    ("Officials want to ensure that no one is killed.", []),
    ("No one was seriously injured.", []),
    ("No one injured in the fire was a guest.", []),
    ("No one knows how many people were killed.", []),
    ("No one has seen people killed.", []),
    ("It is not true that no one was killed.", []),
    ("No casualties were immediately reported.", []),
    ("No drones were lost and no missing parts were found.", []),
    ("No fewer than 20 people died.", ["No fewer than 20 [20,inf) at least, stock: dead"]),
    # the earlier of two values
    (
        "The ministry corrected the number of injured to 212, down from 340.",
        ["212 [212,212] exact, stock: injured", "340 [335,345) exact, stock: injured (earlier)"],
    ),
    (
        "It revised the number of people injured in the collapse of the stand from 340 to 212.",
        ["340 [335,345) exact, stock: injured (earlier)", "212 [212,212] exact, stock: injured"],
    ),
    (
        "The number of dead rose sharply to 23 from 12.",
        ["23 [23,23] exact, stock: dead", "12 [12,12] exact, stock: dead (earlier)"],
    ),
    (
        "The death toll is now 23, up from 12.",
        ["23 [23,23] exact, stock: dead", "12 [12,12] exact, stock: dead (earlier)"],
    ),
    (
        "The number of injured was revised to 212 from an earlier 340.",
        ["212 [212,212] exact, stock: injured", "340 [335,345) exact, stock: injured (earlier)"],
    ),
    (
        "212 people were injured, not 340 as first reported.",
        ["212 [212,212] exact, stock: injured", "340 [335,345) exact, stock: injured (earlier)"],
    ),
    (
        "The initial toll of 12 was corrected to 9.",
        ["12 [12,12] exact, stock: dead (earlier)", "9 [9,9] exact, stock: dead"],
    ),
    (
        "12 people were killed, compared with 40 in May.",
        ["12 [12,12] exact, stock: dead", "40 [40,40] exact, stock: dead (earlier)"],
    ),
    (
        "The price rose from $62 to $68.",
        ["$62 [62,62] exact, measure: money USD (earlier)", "$68 [68,68] exact, measure: money USD"],
    ),
    (
        "The number of cases has risen by 40 to 212.",
        ["40 [40,40] exact, increment: case", "212 [212,212] exact, stock: case"],
    ),
    ("An earlier strike killed 12 people.", ["12 [12,12] exact, stock: dead"]),
    ("The firm cut 12 jobs from 3 plants.", ["12 [12,12] exact, stock: job", "3 [3,3] exact, stock: plant"]),
    # units, and nouns that must not meet
    ("It held 2,600 tonnes of a solvent.", ["2,600 [2550,2650) exact, measure: solvent t"]),
    (
        "It flew 90 kilometres per hour, then 40 km/h.",
        ["90 [90,90] exact, measure: speed km/h", "40 [40,40] exact, measure: speed km/h"],
    ),
    ("It was 12 degrees Celsius.", ["12 [12,12] exact, measure: temperature degC"]),
    ("A magnitude 6.4 quake hit.", ["6.4 [6.4,6.4] exact, measure: magnitude magnitude"]),
    (
        "He paid 30 million pounds for 10,000 pounds of flour.",
        ["30 million [29500000,30500000) exact, measure: money GBP", "10,000 [9500,10500) exact, measure: flour lb"],
    ),
    (
        "It cost 12 Swiss francs and 40 million South Korean won.",
        ["12 [12,12] exact, measure: money CHF", "40 million [39500000,40500000) exact, measure: money KRW"],
    ),
    (
        "Up to 11 tankers and 12 fuel tanks burned.",
        ["Up to 11 [0,11] at most, stock: tanker", "12 [12,12] exact, stock: storage tank"],
    ),
    # numbers that count nothing
    (
        "A Su-27 and a Boeing 737 landed.",
        ["27 [27,27] exact, ordinal: su-27", "737 [737,737] exact, ordinal: boeing 737"],
    ),
    ("They met in Room 12 under Article 5.", []),
    ("One of the men sang.", []),
    ("One day they will talk to one another.", []),
    ("The first man and the second man left.", []),
    ("The 47th brigade and the 3rd army left.", []),
    ("In 2021 and 2022 they met.", []),
    ("On 3 May at 10:30 they met.", []),
    ("Ada Moor, 34, said so.", []),
    ("The 12-year-old boy and a man aged 45 left.", []),
    ("They won 3-2 and lost 1-4.", []),
    ("Call 555-123-4567 now.", []),
    ("Two weeks ago they met.", []),
    ("It was a three-course meal.", []),
    ("They paid 10.000 for it.", []),
    ("The 2014 war and the 1990s were hard.", []),
    ("The twenty-first century began.", []),
    ("Nobody came.", []),
    ("World War Two and Phase Two ended.", []),
    ("They spoke at 5 p.m. on the matter.", []),
    ("See www.example.org/2021/12 for more.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:50] for c in CASES])
def test_case(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(list(Bound)), st.booleans())
def test_the_interval_holds_the_written_value(n: int, bound: Bound, rounded: bool) -> None:
    ends = interval(float(n), bound, rounded=rounded)
    assert ends.low is None or ends.low <= n
    assert ends.high is None or n <= ends.high
    if bound not in (Bound.MORE_THAN, Bound.LESS_THAN, Bound.NEARLY):
        assert not (ends.low == n and ends.low_open)
        assert not (ends.high == n and ends.high_open)


@given(st.integers(min_value=1, max_value=10**9))
def test_about_is_wider_than_the_bare_number_and_nearly_lies_within(n: int) -> None:
    bare, about = interval(float(n), Bound.EXACT, rounded=True), interval(float(n), Bound.ABOUT, rounded=True)
    nearly = interval(float(n), Bound.NEARLY, rounded=True)
    assert bare.low is not None
    assert bare.high is not None
    assert about.low is not None
    assert about.high is not None
    assert nearly.low is not None
    assert about.low <= bare.low <= n <= bare.high <= about.high
    assert about.low <= nearly.low <= n


@given(st.integers(min_value=1, max_value=10**12))
def test_rounding_unit(n: int) -> None:
    unit = int(rounding(float(n)))
    assert unit >= 1
    assert n % unit == 0
    assert unit == 1 or unit * 10 <= n


@pytest.mark.parametrize(
    ("n", "unit"), [(47, 1), (100, 10), (10_000, 1000), (11_000, 1000), (11_213, 1), (11_300, 100), (120, 10), (20, 1)]
)
def test_rounding_units_of_the_table(n: int, unit: int) -> None:
    assert rounding(float(n)) == unit


@given(st.integers(min_value=2, max_value=999_999_999))
def test_digits_with_separators_keep_their_value(n: int) -> None:
    (quantity,) = found(f"They saw {n:,} drones.")
    assert quantity.written == n
    assert quantity.item == "drone"


@given(st.integers(min_value=2, max_value=1400), st.integers(min_value=1, max_value=500))
def test_ranges_keep_both_ends(low: int, more: int) -> None:
    (quantity,) = found(f"They saw between {low} and {low + more} drones.")
    assert (quantity.low, quantity.high, quantity.bound) == (low, low + more, Bound.RANGE)


@given(st.text(max_size=300))
def test_any_text_is_read_without_trouble(text: str) -> None:
    for quantity in found("x" + text):
        assert quantity.span.end <= len(text) + 1
        assert quantity.item


def test_places_lie_in_the_whole_text() -> None:
    text = "Nothing here. The quake killed at least 47 people."
    (quantity,) = find_quantities(text, Span(start=14, end=len(text)))
    assert quantity.span.of(text) == "at least 47"
    assert quantity.item_span is not None
    assert quantity.item_span.of(text) == "people"
    assert quantity.kind is QuantityKind.STOCK


@pytest.mark.parametrize(
    ("text", "content", "words", "bound"),
    [
        ("Nearly 300 families left.", "300 families left", "Nearly 300", Bound.NEARLY),
        ("He said at least some 40 cars burned.", "40 cars burned", "at least some 40", Bound.AT_LEAST),
        ("It cost more than $40 million.", "$40 million", "more than $40 million", Bound.MORE_THAN),
        ("It was over, 40 cars burned.", "40 cars burned", "40", Bound.EXACT),
        ("It was over\n40 cars burned.", "40 cars burned", "40", Bound.EXACT),
        ("About them 40 cars burned.", "40 cars burned", "40", Bound.EXACT),
    ],
)
def test_bound_words_right_before_the_content_belong_to_its_first_number(
    text: str, content: str, words: str, bound: Bound
) -> None:
    start = text.index(content)
    (quantity,) = find_quantities(text, Span(start=start, end=start + len(content)))
    assert quantity.span.of(text) == words
    assert quantity.bound is bound


def test_a_word_like_the_before_the_content_makes_its_small_number_known() -> None:
    text = "The two drones fell."
    assert find_quantities(text, Span(start=4, end=len(text))) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "47 people and ",
        "twenty-",
        "9",
        "at least ",
        "hundred ",
        "1 to ",
        "of ",
        "toll was 3 ",
        "no one was ",
        "no deaths or ",
        "3 of them ",
        "number of people rose from 3 ",
        "the first ",
    ],
)
def test_a_long_line_does_not_hang(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    found(text)
    assert time.process_time() - start < 30
