"""The file of a watch: what it may hold, and one clear line for what it may not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from rashomon.errors import UsageError
from rashomon.records import AlertKind
from rashomon.watch.plan import ASKED, load

WHOLE = """
name = "ostrel"
interval = "15m"
pause = "3s"
jitter = 0.2
seed = 7
recheck = ["6h", "1h"]
most = 10
allow = ["10.1.0.0/16"]
robots = true

[[source]]
feed = "https://post.example/feed.rss"
interval = "10m"
expect = "4 per 1d"

[[source]]
page = "https://ministry.example/news"

[[question]]
about = "Ostrel soldiers killed"
tell = ["changed number", "silent edit"]

[[deliver]]
to = "file"
path = "alerts.jsonl"

[[deliver]]
to = "command"
run = ["notify-send", "Rashomon"]
tell = ["source fails"]

[[deliver]]
to = "email"
host = "mail.example"
sender = "desk@desk.example"
recipients = ["ana@desk.example", "ido@desk.example"]
password_env = "DESK_MAIL"

[[deliver]]
to = "webhook"
url_env = "DESK_HOOK"
secret_env = "DESK_SECRET"
"""
SOURCE = '[[source]]\nfeed = "https://post.example/feed"\n'


def test_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "w.toml"
    file.write_text(WHOLE)
    plan = load(file)
    assert (plan.name, plan.seed, plan.most, plan.pause) == ("ostrel", 7, 10, timedelta(seconds=3))
    assert plan.recheck == (timedelta(hours=1), timedelta(hours=6))
    assert [(s.interval.seconds, s.expected) for s in plan.sources] == [(600, 4), (900, None)]
    assert plan.questions[0].tell == (AlertKind.NUMBER, AlertKind.EDIT)
    assert [c.name for c in plan.channels] == [
        "file",
        "command",
        "email to ana@desk.example",
        "email to ido@desk.example",
        "webhook",
    ]
    assert plan.channels[0].settings["path"] == str(tmp_path / "alerts.jsonl")
    assert plan.channels[1].tell == (AlertKind.OUTAGE,)
    assert plan.channels[4].secrets == ("DESK_SECRET", "DESK_HOOK")


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    file = tmp_path / "harbour.toml"
    file.write_text(SOURCE)
    plan = load(file)
    assert plan.name == "harbour"
    assert [(q.about, q.tell) for q in plan.questions] == [("", ASKED)]
    assert plan.channels == ()
    assert plan.robots


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "names no source"),
        ("[[source]", "cannot be read"),
        ("[[source]]\n", "exactly one of feed, page, sitemap"),
        ('[[source]]\nfeed = "post.example/feed"\n', "no web address"),
        ('[[source]]\nfeed = "file:///etc/passwd"\n', "no web address"),
        ('[[source]]\nfeed = "https://a.example"\ninterval = "5s"\n', "below 10 s"),
        ('[[source]]\nfeed = "https://a.example"\ninterval = "soon"\n', "is no time"),
        ('[[source]]\nfeed = "https://a.example"\nexpect = "many"\n', "4 per 1d"),
        (SOURCE + SOURCE, "stands in it twice"),
        ('colour = "red"\n' + SOURCE, "unknown key 'colour'"),
        ('seed = "one"\n' + SOURCE, "seed must be a whole number"),
        ("seed = true\n" + SOURCE, "seed must be a whole number"),
        ("jitter = 0.9\n" + SOURCE, "from 0 to 0.5"),
        ("allow = [1]\n" + SOURCE, "list of texts"),
        (SOURCE + "[[question]]\n", "needs about"),
        (SOURCE + '[[question]]\nabout = "a"\ntell = ["rain"]\n', "tell names 'rain'"),
        (SOURCE + '[[deliver]]\nto = "pigeon"\n', "not to 'pigeon'"),
        (SOURCE + '[[deliver]]\nto = "file"\n', "needs path"),
        (SOURCE + '[[deliver]]\nto = "webhook"\n', "either url, or url_env"),
        (SOURCE + '[[deliver]]\nto = "command"\nrun = "rm -rf x"\n', "run must be a list"),
        (SOURCE + '[[deliver]]\nto = "command"\nrun = []\n', "run is empty"),
        (SOURCE + '[[deliver]]\nto = "webhook"\nurl = "https://a.example"\npassword = "x"\n', "unknown key 'password'"),
        (SOURCE + 2 * '[[deliver]]\nto = "file"\npath = "a"\n', "are called file"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "w.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as error:
        load(file)
    message = str(error.value)
    assert words in message
    assert str(file) in message
    assert "\n" not in message
