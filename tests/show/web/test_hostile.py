"""Titles, names and texts made to act on a page: shown as they are, harmless, on every page that shows them."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon import intake
from rashomon.show.views import opened

HOSTILE = [
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=document.title='owned'>",
    "' onmouseover='document.title=1' x='",
    "javascript:document.title='owned'",
    "{{ 7*7 }}${7*7}#{7*7}",
    "</title></textarea></style></script><script>1</script>",
    "<iframe srcdoc='<script>parent.document.title=1</script>'></iframe>",
    "<a href='javascript:1'>x</a><base href='//evil.example/'>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "\u202egnp.exe\u202c <b>bold</b> \u2066hidden\u2069",
    "&lt;script&gt;1&lt;/script&gt;&#60;script&#62;",
    "]]><script>1</script><!-- --><!--",
    "<form action=//evil.example><input name=csrf><button>",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose every title, outlet, byline, address and sentence is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, attack in enumerate(HOSTILE):
        report = {
            "title": f"{attack} kills {number + 3} people in Port Halvane",
            "outlet": f"Post {attack}",
            "author": attack,
            "published": f"2024-03-{number + 2:02}T10:00:00Z",
            "url": f"javascript:alert({number})" if number % 2 else f"https://x{number}.example/{attack}",
            "text": f"The explosion in Port Halvane on March 1 killed {number + 3} people, Dr {attack} said.\n\n"
            f'Mayor Ansa Dremond of {attack} said: "{attack} must not be forgotten."',
        }
        (folder / f"{number:02}.json").write_text(json.dumps(report))
    path = folder / "hostile.ledger"
    with opened(path, create=True) as ledger:
        found = intake.read_into(
            ledger, sorted(folder.glob("*.json")), seen=datetime(2024, 5, 1, tzinfo=UTC), reader="rules"
        )
        assert len(found.new) == len(HOSTILE)
    return path


def places(ledger_path: Path) -> list[str]:
    with opened(ledger_path) as ledger:
        reports = [r.id for r in ledger.reports()]
        questions = [q.id for q in ledger.questions()]
        claims = [c.id for q in questions for c in ledger.claims_of(q)]
        outlets = [r.outlet.key for r in ledger.reports()]
    said = [f"/said?key={html.escape(k).replace(' ', '%20').replace('#', '%23')}" for k in outlets[:4]]
    return [
        *("/", "/questions", "/stories", "/sources", "/timeline", "/map", "/log", "/add", "/search?q=killed"),
        "/copies",
        *(f"/search?q={q}" for q in ("%3Cscript%3E", "%22%3E%3Csvg%20onload%3D1%3E", "%7B%7B7*7%7D%7D")),
        *(f"/questions?about={q}" for q in ("%3Cscript%3E1%3C/script%3E", "%22%20onfocus=1%20autofocus")),
        *(f"/report/{r}" for r in reports),
        *(f"/report/{r}/original?first=2&last=90" for r in reports),
        *(f"/question/{q}" for q in questions[:30]),
        *(f"/claim/{c}" for c in claims[:30]),
        f"/compare/{reports[0]}/{reports[1]}",
        *said,
        "/report/%3Cscript%3E1%3C%2Fscript%3E",
        "/%3Cimg%20src=x%20onerror=1%3E",
    ]


def test_no_attack_becomes_part_of_a_page(room, hostile):
    """Each page parses to the elements and attributes of our templates and no other."""
    client = room(hostile)
    from html.parser import HTMLParser

    allowed = set("html head meta title link script body a header nav form label input button main section h1 h2 h3 "
                  "p b ul ol li span aside article footer details summary table thead tbody tr th td time blockquote q "
                  "i code svg g path use line text circle rect mark pre del ins textarea noscript div select "
                  "option fieldset legend".split())  # fmt: skip
    problems: list[str] = []

    class Check(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag not in allowed or any(name.startswith("on") or name in {"style", "srcdoc"} for name in given):
                problems.append(f"{place}: {tag} {attrs}")
            for name in ("href", "src", "action"):
                value = given.get(name) or ""
                if name in given and not value.startswith(("/", "#", "?", "http://", "https://")):
                    problems.append(f"{place}: {tag} {name}={value}")
                if value.startswith("//") or (
                    value.startswith("http") and (tag != "a" or "noopener" not in str(attrs))
                ):
                    problems.append(f"{place}: {tag} {name}={value}")
            if tag == "use" and not str(given.get("href", "")).startswith("#"):  # nothing of another file
                problems.append(f"{place}: use {attrs}")
            if tag == "script" and not str(given.get("src", "")).startswith("/static/"):
                problems.append(f"{place}: script {attrs}")
            if tag == "meta" and "http-equiv" in given:
                problems.append(f"{place}: {attrs}")

    for place in places(hostile):
        answer = client.get(place)
        assert answer.status_code in {200, 404}, place
        Check().feed(answer.text)
        assert not set("\u202e\u202c\u2066\u2069") & set(answer.text), place
    assert not problems


def test_the_attacks_are_shown_as_they_are(room, hostile):
    shown = html.unescape(room(hostile).get("/log?start=0").text)
    assert "<script>document.title='owned'</script> kills 3 people" in shown
    assert "{{ 7*7 }}${7*7}#{7*7} kills 8 people" in shown


def test_the_api_gives_them_as_data(room, hostile):
    answer = room(hostile).get("/api/v1/search?q=killed")
    assert answer.headers["content-type"] == "application/json"
    assert answer.text.isascii()
    assert any("<script>" in hit["words"] or "<script>" in hit["report"]["title"] for hit in answer.json()["hits"])


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("انفجار في ميناء هالفين", "قال العمدة إن 31 شخصا قتلوا في الانفجار.\n\nقال الوزير إن التحقيق بدأ."),
        ("哈尔文港爆炸造成31人死亡", "市长周一表示，爆炸造成31人死亡。\n\n消防部门说，火势已被控制。"),
        ("", "The mayor said 31 people were killed in the explosion in Port Halvane on Monday. " * 3),
        (
            "e\u0301\u0327 \U0001f469\u200d\U0001f692 \U00020000",
            "Fire chief \U0001f692 said 4 boats sank on Monday. " * 4,
        ),
    ],
)
def test_every_script_is_shown(room, tmp_path, title, text):
    (tmp_path / "one.json").write_text(json.dumps({"title": title, "outlet": "Post", "text": text}))
    path = tmp_path / "script.ledger"
    with opened(path, create=True) as ledger:
        new = intake.read_into(
            ledger, [tmp_path / "one.json"], seen=datetime(2024, 5, 1, tzinfo=UTC), reader="rules"
        ).new
    client = room(path)
    page = client.get(f"/report/{new[0]}")
    assert page.status_code == 200
    assert html.escape(title) in page.text
    assert client.get("/").status_code == 200
