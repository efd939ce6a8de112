"""Where the door to the network does not lead, however the place is written or resolved."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.read.fetch import Fetcher, World
from rashomon.read.guard import bare, denied, permission
from rashomon.read.limits import Limits
from rashomon.records import Fetched, Refusal, Refused
from tests.read.site import serving

QUICK = Limits(pause=0.0, seconds=3.0, silence=1.0)

INSIDE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
    "169.254.1.1", "169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255", "192.88.99.1", "198.18.0.1", "192.0.2.1", "203.0.113.9",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "fe80::1", "fe80::1%1",
    "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::1", "2001:db8::1", "100::1", "5f00::1",
    "2606:4700::5efe:10.0.0.1",
]  # fmt: skip
OUTSIDE = ["93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "::ffff:93.184.215.14"]


@pytest.mark.parametrize("words", INSIDE)
def test_places_inside_are_denied(words: str) -> None:
    assert denied(ip_address(words))


@pytest.mark.parametrize("words", OUTSIDE)
def test_places_of_the_public_network_are_not(words: str) -> None:
    assert denied(ip_address(words)) is None


@given(st.ip_addresses(v=4))
def test_every_way_to_carry_a_denied_v4_address_in_v6_is_denied(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]
    carried = [
        ip_address((0xFFFF << 32) | number),
        ip_address((0x0064FF9B << 96) | number),
        ip_address((0x2002 << 112) | (number << 80)),
        ip_address((0x20010DB8 << 96) | number),
    ]
    assert denied(carried[0]) == denied(ip_address(number))
    assert all(denied(a) for a in carried[1:])


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "localhost",
     "LOCALHOST.", "[::ffff:7f00:1]", "0"],
)  # fmt: skip
def test_this_machine_is_not_asked_however_it_is_written(host: str) -> None:
    with serving({"/": "inside"}) as site:
        got = Fetcher(QUICK).get(f"http://{host}:{site.port}/")
        assert isinstance(got, Refused)
        assert got.kind in (Refusal.GUARD, Refusal.NAME)  # some systems do not resolve the odd spellings
        assert site.asked == []
        assert got.hops == ()


def test_a_name_that_resolves_otherwise_a_moment_later_is_refused_or_stays_where_it_was_judged() -> None:
    """DNS rebinding: the first answer is harmless, every later one leads inside."""
    with serving({"/": "inside"}) as site:
        answers = iter([("127.0.0.3",)] + [("127.0.0.1",)] * 50)
        asked: list[str] = []

        def resolve(host: str, port: int) -> tuple[str, ...]:
            asked.append(host)
            return next(answers)

        door = Fetcher(QUICK, allow=["127.0.0.3"], world=World(resolve=resolve), robots=False)
        first = door.get(f"http://rebound.example:{site.port}/")
        assert isinstance(first, Refused)  # it went to the address it judged, where nothing answers
        assert first.kind is Refusal.CONNECTION
        assert len(asked) == 1  # resolved once: the connection has no second look
        second = door.get(f"http://rebound.example:{site.port}/")
        assert isinstance(second, Refused)
        assert second.kind is Refusal.GUARD
        assert site.asked == []


def test_one_bad_address_among_good_ones_is_enough() -> None:
    door = Fetcher(QUICK, world=World(resolve=lambda h, p: ("93.184.215.14", "10.0.0.5")), robots=False)
    got = door.get("http://mixed.example/")
    assert isinstance(got, Refused)
    assert got.kind is Refusal.GUARD


def test_the_connection_goes_to_the_address_judged_and_the_name_stays_in_the_request() -> None:
    with serving({"/": "here"}) as site:
        world = World(resolve=lambda h, p: ("127.0.0.1",))
        got = Fetcher(QUICK, allow=["127.0.0.0/8"], world=world, robots=False).get(
            f"http://outlet.example:{site.port}/"
        )
        assert isinstance(got, Fetched)
        assert got.last.ip == "127.0.0.1"
        assert site.visits[0].headers["host"] == f"outlet.example:{site.port}"


@pytest.mark.parametrize("allow", ["localhost", "127.0.0.1", "127.0.0.0/8"])
def test_what_is_allowed_by_name_is_asked(allow: str) -> None:
    with serving({"/": "here"}) as site:
        world = World(resolve=lambda h, p: ("127.0.0.1",))
        got = Fetcher(QUICK, allow=[allow], world=world).get(f"http://localhost:{site.port}/")
        assert isinstance(got, Fetched)


def test_a_permission_for_one_host_opens_no_other() -> None:
    world = World(resolve=lambda h, p: ("127.0.0.1",))
    got = Fetcher(QUICK, allow=["wiki.internal"], world=world).get("http://other.internal:8080/")
    assert isinstance(got, Refused)
    assert got.kind is Refusal.GUARD


@pytest.mark.parametrize("words", ["", "http://x/", "a b", "x@y", "10.0.0.0/99"])
def test_a_permission_that_names_no_place_is_wrong_use(words: str) -> None:
    with pytest.raises(UsageError, match="no host"):
        permission([words])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("file:///etc/passwd", '"file:"'),
        ("ftp://outlet.example/x", '"ftp:"'),
        ("data:text/html,x", '"data:"'),
        ("//outlet.example/x", "no web address"),
        ("outlet.example/x", "no web address"),
        ("http://", "no web address"),
        ("http://a:b:c/", "no web address"),
        ("http://[::1/", "no web address"),
        ("http://outlet.example:99999/", "no web address"),
        ("http://outlet.example\\@inside/", "no web address"),
        ("http://127.0.0.1%2f@x/", "password"),
        ("https://anna:secret@outlet.example/", "password"),
        ("http://outlet.example:25/", "port 25"),
        ("http://" + "a" * 70 + ".example/", "no web address"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused_without_repeating_secrets(address: str, words: str) -> None:
    got = Fetcher(QUICK).get(address)
    assert isinstance(got, Refused)
    assert got.kind is Refusal.ADDRESS
    assert words in got.why
    assert "secret" not in repr(got)


@pytest.mark.parametrize(
    ("given_", "asked"),
    [
        (" HTTP://Outlet.Example:80/a b#c ", "http://outlet.example/ab"),
        ("https://outlet.example:443", "https://outlet.example/"),
        ("https://bücher.example/ü?q=ü", "https://xn--bcher-kva.example/%C3%BC?q=%C3%BC"),
        ("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/"),
        ("http://outlet.example/a\r\nX-Evil: 1", "http://outlet.example/aX-Evil:1"),
    ],
)
def test_addresses_are_asked_in_one_form(given_: str, asked: str) -> None:
    assert bare(given_) == (asked, None)


@given(st.text(max_size=200))
def test_no_words_break_the_reading_of_an_address(words: str) -> None:
    for address in (words, f"http://{words}", f"https://outlet.example/{words}"):
        asked, wrong = bare(address)
        assert wrong or (asked.isascii() and asked.startswith(("http://", "https://")) and "\n" not in asked)
