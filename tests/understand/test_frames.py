"""Frames of contents: predicate, terms, places, aspect, names. Sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_name_rules import frame_of, names_of

from rashomon.records import Aspect, Span
from rashomon.understand.frames import frame

PREDICATES = [
    ("more than 3,000 French troops were deployed to Norway in January", "deploy"),
    ("an earlier deployment of 1,000 soldiers who have since fought in Norway", "deploy"),
    ("France has already sent howitzers and rocket launchers", "deploy"),
    ("France is set to send further soldiers to help Norway continue its war", "deploy"),
    ("France is gearing up to dispatch additional troops", "deploy"),
    ("France plans to continue to supply Norway with rockets", "supply"),
    ("France has been a major supplier of shells to Norway", "supply"),
    ("the provision of howitzers to Norway", "supply"),
    ("the marshal has ordered the rapid mass production of boats", "order"),
    ("the marshal personally supervised boat tests on Thursday", "inspect"),
    ("the directive follows Kim overseeing the successful testing of boats", "inspect"),
    ("the tests included drones able to hit tanks", "test"),
    ("the navy conducted a test of the engine", "test"),
    ("a recent test that the marshal oversaw", "test"),
    ("images circulated by state media showed the power of the boats", "show"),
    ("the navy first showcased its boats in August", "show"),
    ("the two presidents signed the treaty in June", "sign"),
    ("the assembly ratified a mutual defence treaty with Norway on Tuesday", "ratify"),
    ("the ratification of the treaty", "ratify"),
    ("the signing of the treaty by the two presidents", "sign"),
    ("the death toll rose to 120", "fatalities"),
    ("the death toll is estimated at 100 soldiers or more", "fatalities"),
    ("at least 40 people have been killed", "fatalities"),
    ("40 people were reported killed", "fatalities"),
    ("100 soldiers are believed to have died in battle", "fatalities"),
    ("casualties are high and attributed to inexperience", "casualties"),
    ("the brigade had retreated from the front lines", "retreat"),
    ("the army carried out an air strike on the depot", "attack"),
    ("ground assault operations were reported active near Karrow", "attack"),
    ("rebels shot a drone down over Karrow", "shoot_down"),
    ("the battery shot down six drones", "shoot_down"),
    ("officials express concern that the bloc may trade engines", "worry"),
    ("officials expressed concern over the trade in engines", "worry"),
    ("the mayor noted that the brigade had withdrawn", "retreat"),
    ("the mayor said the brigade had withdrawn", "retreat"),
    ("plans were underway for the marshal to visit Spain later this year", "visit"),
    ("the marshal previously travelled to Spain in 2019", "visit"),
    ("multiple visits to Spain", "visit"),
    ("the envoy made a visit to Spain", "visit"),
    ("both nations pledged to provide aid", "promise"),
    ("the company denied the theft", "steal"),
    ("the company denied that the dam had collapsed", "collapse"),
    ("the army has detected preparations for the production of boats", "produce"),
    ("the plant began producing engines", "produce"),
    ("production of engines has begun", "produce"),
    ("the boats infiltrated the harbour in 2022", "invade"),
    ("Norway retaliated against activists by sending balloons", "retaliate"),
    ("6,000 villagers fled their homes", "evacuate"),
    ("police arrested five men", "arrest"),
    ("five men were taken into custody", "arrest"),
    ("the mayor stepped down on Monday", "resign"),
    ("voters elected a new mayor", "elect"),
    ("the bank paid the fine", "pay"),
    ("prices rose by a tenth", "rise"),
    ("exports fell sharply", "fall"),
    ("Norway Gearing Up to Supply More Boats", "supply"),
    ("Norway to sign accord", "sign"),
    ("a court sentenced the banker to six years", "convict"),
    ("the union imposed sanctions on two banks", "sanction"),
    ("the dam burst after the storm hit the coast", "collapse"),
    ("the dam, which was built in 1970, collapsed", "collapse"),
    ("he inspected the achievements of the boat programme", "inspect"),
    ("Norway is trying to hide information on its losses", "hide"),
    ("divers found a wreck", "find"),
    ("Orlen's accusations against Vale", "accuse"),
    ("the widow was green", "green"),
]


@pytest.mark.parametrize(("content", "predicate"), PREDICATES, ids=lambda v: str(v)[:50])
def test_predicates(content: str, predicate: str) -> None:
    assert frame_of(content).predicate == predicate


ASPECTS = [
    ("the plant began producing engines", Aspect.FIRST),
    ("deployments commenced in autumn 2022", Aspect.FIRST),
    ("the navy first showcased its boats", Aspect.FIRST),
    ("the boats flew for the first time", Aspect.FIRST),
    ("the first lady visited Spain", Aspect.PLAIN),
    ("sales rose in the first quarter", Aspect.PLAIN),
    ("the army ceased shelling the town", Aspect.LAST),
    ("the convoy finally left", Aspect.LAST),
    ("the convoy left", Aspect.PLAIN),
    ("the plant continued producing engines", Aspect.PLAIN),
]


@pytest.mark.parametrize(("content", "aspect"), ASPECTS, ids=lambda v: str(v)[:50])
def test_aspects(content: str, aspect: Aspect) -> None:
    assert frame_of(content).aspect is aspect


PLACES = [
    ("troops were sent to France", ("france",)),
    ("troops of France were sent", ()),
    ("France sent troops", ()),
    ("the marshal flew to Madrid", ("madrid", "spain")),
    ("it fell in France's Karrow region", ("france", "karrow")),
    ("it fell near the city of Karrow", ()),
    ("talks in western Norway", ("norway",)),
    ("fighting in French territory", ("france",)),
]


@pytest.mark.parametrize(("content", "places"), PLACES, ids=lambda v: str(v)[:50])
def test_places(content: str, places: tuple[str, ...]) -> None:
    assert frame_of(content).places == places


def test_terms_leave_out_numbers_dates_polarity_and_reporting_words() -> None:
    said = frame_of("officials said 10,000 French soldiers were not sent to Norway on Monday in May 2031")
    assert said.terms == ("deploy", "france", "norway", "official", "troop")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("soldiers were dispatched to Norway", "troops were sent to Norway"),
        ("the firm purchased lorries", "the company bought trucks"),
        ("the pact was signed", "the treaty was signed"),
    ],
)
def test_words_of_one_family_are_one_term(one: str, other: str) -> None:
    assert frame_of(one).terms == frame_of(other).terms


def test_figures_of_speech_deploy_nothing() -> None:
    assert frame_of("the blast sent shockwaves through the town").predicate == "send"
    assert frame_of("the raid sent a clear signal to Norway").predicate == "send"


def test_values_do_not_change_a_frame() -> None:
    one = frame_of("about 10,000 soldiers were deployed to France in May")
    two = frame_of("no more than 300 soldiers were deployed to France on 3 June 2031")
    assert (one.predicate, one.terms, one.places, one.aspect) == (two.predicate, two.terms, two.places, two.aspect)


def test_terms_name_a_person_by_the_full_name_of_the_report() -> None:
    text = "Marshal Kim Do Ren spoke. Kim ordered boats."
    start = text.rindex("Kim")
    made = frame(text, (Span(start=start, end=len(text)),), names_of(text))
    assert made.terms == ("boat", "kim", "order", "ren")
    assert [n.key for n in made.names] == ["kim do ren"]


def test_content_in_pieces_is_read_as_one() -> None:
    text = "The dam, he said, collapsed in France."
    pieces = (Span(start=0, end=7), Span(start=18, end=len(text)))
    made = frame(text, pieces, names_of(text))
    assert (made.predicate, made.places) == ("collapse", ("france",))


@given(st.text(alphabet=st.sampled_from("ab .,'()\"1 the was that to Kim sent of killed \n"), min_size=1, max_size=120))
def test_any_content_has_a_frame(text: str) -> None:
    made = frame(text, (Span(start=0, end=len(text)),), names_of(text)) if text.strip() else None
    if made is not None:
        assert made.predicate == made.predicate.lower()
        assert list(made.terms) == sorted(set(made.terms))
