"""Names of a report and the voices of source phrases. All names are invented or neutral."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_name_rules import in_pieces, names_of

from rashomon.records import BlockKind, NameKind, Span
from rashomon.understand.names import find_names
from rashomon.understand.parts import Sentence
from rashomon.understand.tokens import tokenize
from tests.growth import assert_linear

# Text, and "kind:key" of every name in order; "-" for none.
NAMES = [
    ("President Ada Orl met Bram Oster.", "person:ada orl person:bram oster"),
    ("Ada Orl spoke. Later Orl left.", "person:ada orl person:ada orl"),
    ("Dr. Emil Hask said no. Mr Hask left.", "person:emil hask person:emil hask"),
    ("Analyst Mira Sund and Sund's aide left.", "person:mira sund person:mira sund"),
    ("Marshal Kim Do Ren spoke. Then Kim left.", "person:kim do ren person:kim do ren"),
    ("Minister Nguyen Van Tho spoke. Later Nguyen left.", "person:nguyen van tho person:nguyen van tho"),
    ("The envoy, Ilse van Houten, left.", "person:ilse van houten"),
    ("General Omar bin Saleh resigned.", "person:omar bin saleh"),
    ("President Samir al-Hadi spoke.", "person:samir al-hadi"),
    ("The singer J Tolle sang.", "person:j tolle"),
    ("Police named Carl Oster, 45, as the driver.", "person:carl oster"),
    ("Carla Brandt, who runs the mill, left.", "person:carla brandt"),
    ("Deputy Foreign Minister Tove Lind arrived.", "person:tove lind"),
    ("Secretary of State John Marl arrived.", "person:john marl"),
    ("Lieutenant General Bram Oster arrived.", "person:bram oster"),
    ("Former prime minister Eva Holt spoke.", "person:eva holt"),
    ("It rained in Karrow.", "place:karrow"),
    ("The town of Belport flooded.", "place:belport"),
    ("A ferry left from Belport for Orsk.", "place:belport other:orsk"),
    ("The Karrow River rose.", "place:karrow river"),
    ("Mount Teral erupted.", "place:mount teral"),
    ("Troops reached Lake Orra.", "place:lake orra"),
    ("He flew to France.", "place:france"),
    ("French farmers met German bakers.", "place:france place:germany"),
    ("Ukrainians and Poles met.", "place:ukraine place:poland"),
    ("The DPRK answered.", "place:north korea"),
    ("The U.S. answered.", "place:united states"),
    ("It helped us in the US.", "place:united states"),
    ("Officials in Tokyo waited.", "place:japan"),
    ("MADRID - Rain fell.", "place:spain"),
    ("The Middle East waited.", "place:middle east"),
    ("The mayor of New York spoke.", "place:new york"),
    ("Trinidad and Tobago won.", "place:trinidad and tobago"),
    ("The Democratic Republic of Congo won.", "place:democratic republic of the congo"),
    ("The Halden Institute said so.", "organisation:halden institute"),
    ("The Ministry of Defence said so.", "organisation:defense ministry"),
    ("The Defense Ministry said so.", "organisation:defense ministry"),
    ("France's Ministry of Defence said so.", "place:france organisation:france defense ministry"),
    ("The French Defence Ministry said so.", "organisation:france defense ministry"),
    ("The Ministry of Health and Welfare said so.", "organisation:health and welfare ministry"),
    ("Norway's Joint Chiefs of Staff met.", "place:norway organisation:norway joint chiefs of staff"),
    ("The Orlen Courier reported it.", "organisation:orlen courier"),
    ("Belport University opened.", "organisation:belport university"),
    ("Tarn Group bought Holt Motors.", "organisation:tarn group organisation:holt motors"),
    ("The Bank of Karrow closed.", "organisation:bank of karrow"),
    ("The European Union and the UN met.", "organisation:european union organisation:united nations"),
    (
        "The World Health Organization (WHO) met. The WHO left.",
        "organisation:world health organization organisation:world health organization "
        "organisation:world health organization",
    ),
    (
        "The Tarn Rescue Service (TRS) came. Later the TRS left.",
        "organisation:tarn rescue service organisation:tarn rescue service organisation:tarn rescue service",
    ),
    ("The Red Cross sent tents.", "organisation:red cross"),
    ("The Harrow-7 rocket flew.", "equipment:harrow-7"),
    ("Two F-16 jets and a T-72 tank burned.", "equipment:f-16 equipment:t-72"),
    ("Skua drones hit the mill.", "equipment:skua"),
    ("In Velmora, the Velmoran army met Velmorans.", "place:velmora place:velmora place:velmora"),
    ("From Tarsia came Tarsian boats.", "place:tarsia place:tarsia"),
    ("In Ulmland the Ulmish wait.", "place:ulmland place:ulmland"),
    ("Orsk, the capital of Norway, burned. Then Orsk slept.", "place:norway place:norway place:norway"),
    ("On Monday in March, rain fell.", "-"),
    ("Rescuers came. However, nothing moved.", "-"),
    ("The Prime Minister resigned.", "-"),
    ("He said: Nothing is lost.", "-"),
    ("Drone Testing Plan: rain fell.", "-"),
    ("State-owned and Saudi-owned yards closed.", "-"),
    ("Then Storm Ylva killed two.", "other:storm ylva"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=lambda v: str(v)[:50])
def test_names(text: str, expected: str) -> None:
    found = " ".join(f"{n.kind.value}:{n.key}" for n in names_of(text).mentions)
    assert found == (expected if expected != "-" else "")


# Text with the source phrase in brackets, kind and key of the voice; after "/" its institution.
VOICES = """
Marshal Kim Do Ren toured the plant. [Kim] said it was ready. | person kim do ren
Marshal Kim Do Ren toured the plant with Ilse Hart. [He] said it was ready. | person kim do ren
Mrs Ilse Hart met Mr Carl Ost. [She] left. | person ilse hart
Ada Orl, the foreign minister of Velmora, arrived. [The minister] said so. | person ada orl
Foreign Minister Ada Orl arrived. [The minister] said so. | person ada orl
South Korea's Joint Chiefs of Staff (JCS) met. [The JCS] said so. | institution south korea joint chiefs of staff
[South Korea's Joint Chiefs of Staff (JCS)] said so. | institution south korea joint chiefs of staff
[South Korea's military] said so. | institution south korea military
[The South Korean military] said so. | institution south korea military
It fell, according to [the military in South Korea] on Monday. | institution south korea military
[Officials] said so. | unnamed unnamed:officials
[Experts] suggest so. | unnamed unnamed:experts
[Ukrainian officials] said so. | unnamed unnamed:officials:ukraine / ukraine
[A French army official] said so. | unnamed unnamed:officials:france army / france army
[The French government] said so. | institution france government
[French President Ada Orl] said so. | person ada orl
[Madrid] said so. | institution spain
[Spain] said so. | institution spain
[State media] reported it. | institution state media
[Velmoran state media] reported it. In Velmora all slept. | institution velmora state media
[the Associated Press (AP)] reported it. | institution associated press
[Spain's Tarnhap news agency] reported it. | institution tarnhap
It fell as [reports] indicate. | unnamed unnamed:reports
It fell, according to [reports from the U.S. State Department]. | institution united states state department
It rose, according to [a report from the French Joint Chiefs of Staff (JCS)]. | institution france joint chiefs of staff
French Joint Chiefs of Staff (JCS) met. [The JCS report] says so. | institution france joint chiefs of staff
[Spanish military spokesperson Ture Ost] said so. | person ture ost / spain military
[Norway's Deputy Foreign Minister Tove Lind] said so. | person tove lind
[Dr. Emil Hart, Senior Analyst at the Global Harbour Institute] wrote. | person emil hart / global harbour institute
[two senior officials] said so. | unnamed unnamed:officials
[an aide at the Velmoran Army] spoke in Velmora. | unnamed unnamed:aides:velmora army / velmora army
[a military spokesperson] said so. | unnamed unnamed:spokespersons:military / military
[sources close to the government] said so. | unnamed unnamed:sources:government / government
[critics of the government] said so. | unnamed unnamed:critics
[the report] said so. | document document:report
[a study] found so. | document document:study
[images circulated by state media] showed it. | institution state media
[the Kremlin] said so. | institution russia kremlin
[police] said so. | institution police
[the ministry] said so. | institution ministry
The Velmoran Defence Ministry met in Velmora. [The ministry] said so. | institution velmora defense ministry
[witnesses] said so. | unnamed unnamed:witnesses
[the Spanish regime] said so. | institution spain regime
[WHO] said so. | institution world health organization
[analysts at the Halden Institute] said so. | unnamed unnamed:analysts:halden institute / halden institute
[Halden Institute director Ilse Hart] said so. | person ilse hart / halden institute
[her lawyer] said so. | unnamed unnamed:lawyers
[they] said so. | unnamed unnamed
Velmoran ships attacked Orlen, Velmora said. [It] denied the claim. | institution velmora
[the Spanish president] said so. Spanish President Ada Orl left. | person ada orl
[the country's leader, Kim Do Ren,] said so. | person kim do ren
[intelligence assessments] indicate so. | document document:assessment
[Reuters] reported. | institution reuters
[Hart's sister] said so. Ilse Hart left. | unnamed unnamed:sisters
[one of the survivors] said so. | unnamed unnamed:survivors
[local media] said so. | unnamed unnamed:media
Rain fell in South Sudan, says [South]. | institution south sudan
[many] say so. | unnamed unnamed:many
[three people familiar with the talks] said so. | unnamed unnamed:people
[a person briefed on the matter] said so. | unnamed unnamed:people
"""


@pytest.mark.parametrize("line", VOICES.strip().split("\n"), ids=lambda v: v[:50])
def test_voices(line: str) -> None:
    marked, _, expected = line.partition(" | ")
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    span = Span(start=start, end=end)
    voice = names_of(text).voice(span, Sentence(span, tokenize(text, span), BlockKind.PARAGRAPH, 0, 0))
    found = f"{voice.kind.value} {voice.key}" + (f" / {voice.institution}" if voice.institution else "")
    assert found == expected


def test_a_voice_has_the_fullest_name_of_the_report() -> None:
    text = "Ada Orl spoke. Later Orl left."
    found = names_of(text)
    span = Span(start=text.rindex("Orl"), end=text.rindex("Orl") + 3)
    assert found.voice(span, Sentence(span, tokenize(text, span), BlockKind.PARAGRAPH, 0, 1)).name == "Ada Orl"


def test_names_within_a_span() -> None:
    text = "Ada Orl met Bram Oster in Norway."
    found = names_of(text)
    assert [n.text for n in found.within(Span(start=0, end=22))] == ["Ada Orl", "Bram Oster"]
    assert [n.text for n in found.within(Span(start=4, end=22))] == ["Bram Oster"]


def test_two_bearers_of_a_surname_are_told_apart_by_the_last_named() -> None:
    text = "Ada Orl spoke. Mr Orl left. Then Bram Orl spoke. Mr Orl slept."
    assert [n.key for n in names_of(text).mentions] == ["ada orl", "ada orl", "bram orl", "bram orl"]


def test_a_headline_in_title_case_adds_no_names_the_body_does_not_know() -> None:
    title, body = "Orl Says Heavy Rain Hits France Again", "Minister Ada Orl spoke. Then Orl left."
    text = title + "\n" + body
    spans = [Span(start=0, end=len(title)), Span(start=len(title) + 1, end=len(text))]
    sentences = [
        Sentence(spans[0], tokenize(text, spans[0]), BlockKind.TITLE, 0, 0),
        Sentence(spans[1], tokenize(text, spans[1]), BlockKind.PARAGRAPH, 1, 1),
    ]
    assert [n.key for n in find_names(text, sentences).mentions] == ["ada orl", "france", "ada orl", "ada orl"]


@given(st.text(alphabet=st.sampled_from("AbC .,'’-()\"1of the KimStateXyMinister\n"), max_size=200))
def test_any_text_gives_ordered_names_that_do_not_overlap(text: str) -> None:
    if not text.strip():
        return
    found = names_of(text).mentions
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(n.text == n.span.of(text) and n.key for n in found)
    assert found == names_of(text).mentions


@pytest.mark.parametrize(
    "unit", ["Aa ", "Minister of the Aa ", "Kim ", "of ", "A. ", "South Korean Joint Chiefs of Staff (JCS) "]
)
def test_time_grows_with_the_length_of_hostile_text_only(unit: str) -> None:
    assert_linear(lambda n: partial(find_names, unit * n, in_pieces(unit * n)), 500, 4000)


def test_kinds_are_the_records_kinds() -> None:
    assert {n.kind for n in names_of("Ada Orl flew a T-72 tank to France for the Halden Institute.").mentions} == {
        NameKind.PERSON,
        NameKind.EQUIPMENT,
        NameKind.PLACE,
        NameKind.ORGANISATION,
    }
