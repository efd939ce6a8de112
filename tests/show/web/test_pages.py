"""Every page, its words and its bounds; what is wrong is said and the rest works."""

from __future__ import annotations

import json
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rashomon.show.surveys import Surveys
from rashomon.show.views import opened

PAGES = ["/", "/questions", "/questions?about=port", "/stories", "/copies", "/sources", "/timeline", "/map", "/log",
         "/log?failed=true", "/watches", "/add",
         "/search", "/search?q=killed", "/timeline?about=killed", "/said?key=halvanetribune.example"]  # fmt: skip


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.found.append(str(given["href"]))


@pytest.mark.parametrize("place", PAGES)
def test_every_page_is_whole_and_small(room, newsroom, place):
    answer = room(newsroom).get(place)
    assert answer.status_code == 200
    assert answer.text.rstrip().endswith("</html>")
    assert len(answer.content) <= 100_000
    assert "None" not in re.sub(r"<[^>]+>", " ", answer.text)


@pytest.mark.parametrize("place", PAGES)
def test_no_page_has_script_or_style_inside(room, newsroom, place):
    page = room(newsroom).get(place)
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", page.text, re.IGNORECASE)
    assert not [s for s in re.findall(r"<script[^>]*>", page.text) if "src=" not in s]
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_every_link_of_the_first_pages_leads_somewhere(room, newsroom):
    client = room(newsroom)
    seen: set[str] = set()
    for start in PAGES:
        for link in Links(client.get(start).text).found:
            place = link.split("#")[0]
            if place.startswith("/") and place not in seen and len(seen) < 150:
                seen.add(place)
                assert client.get(place).status_code in {200, 303}, place
    assert len(seen) > 60


def test_the_first_page_says_in_one_look_what_is_claimed(room, newsroom, toll):
    page = room(newsroom).get("/").text
    first = page.index(f'href="/question/{toll}"')
    asked = page[first : page.index("</article>", first)]
    for value in ("0", "9", "23", "31", "41"):
        assert f'<span class="value" dir="auto">{value}</span>' in asked
    assert "2 origins" in asked
    assert "disputed" in asked
    assert "1 conflict" in asked


def test_exact_words_are_two_clicks_from_the_first_page(room, newsroom):
    """Every statement quoted on the first page opens at its place; every question's quotes do from its page."""
    client = room(newsroom)
    first = Links(client.get("/").text).found
    words = [a for a in first if re.match(r"/report/\w+.*#s-", a)]
    assert words
    for link in words:  # one click
        assert f'id="{link.split("#")[1]}"' in client.get(link.split("#")[0]).text
    asked = sorted({a for a in first if a.startswith("/question/")})
    assert len(asked) > 10
    for question in asked:  # the second click
        quotes = [a for a in Links(client.get(question).text).found if "#s-" in a]
        assert quotes, question
        assert f'id="{quotes[0].split("#")[1]}"' in client.get(quotes[0].split("#")[0]).text


def test_a_question_shows_columns_chart_graph_and_table(room, newsroom, toll):
    page = room(newsroom).get(f"/question/{toll}").text
    assert page.count('<section class="claim"') == 5
    assert 'class="chart"' in page
    assert 'class="graph"' in page
    assert page.count('class="mark ') >= 15
    for outlet in ("Halvane Tribune", "The Ardessa Courier", "Inland Observer"):
        assert outlet in page[page.index("The same as a table") :]


def test_a_report_shows_its_words_marked_and_read(room, newsroom):
    client = room(newsroom)
    found = Links(client.get("/search?q=certificate").text).found
    place = next(a for a in found if a.startswith("/report/") and "#s-" in a)
    page = client.get(place.split("#")[0]).text
    assert '<mark class="c-asserted"' in page
    assert "31 dead (exact, stock)" in page  # what the figure was read as
    assert "Halvane Tribune ← Maren Tovik" in page
    text = re.sub(r'<span class="tip".*?</span>|<a class="num".*?</a>', "", page, flags=re.DOTALL)
    assert "The explosion at the chemical terminal has killed 31 people, Tovik\n" in re.sub(
        r"<[^>]+>", "", text
    ) or "has killed 31 people, Tovik told this newspaper" in re.sub(r"<[^>]+>", "", text)


def test_the_words_are_marked_in_the_archived_original(room, newsroom):
    client = room(newsroom)
    found = Links(client.get("/search?q=certificate").text).found
    place = next(a for a in found if a.startswith("/report/") and "#s-" in a).split("#")[0]
    link = next(a for a in Links(client.get(place).text).found if "first=" in a)
    page = client.get(link.split("#")[0]).text
    assert '<mark id="marked">' in page
    download = next(a for a in Links(page).found if "/originals/" in a)
    raw = client.get(download)
    assert raw.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in raw.headers["content-security-policy"]
    assert raw.content.startswith(b"<!doctype html>")


def test_copies_stand_side_by_side_with_what_differs(room, newsroom):
    client = room(newsroom)
    with opened(newsroom) as ledger:
        link = next(k for r in ledger.reports() for k in ledger.links_of(r.id) if k.kind.value == "exact copy")
    page = client.get(f"/compare/{link.parent}/{link.child}").text
    assert "<del>" in page
    assert "<ins>" in page
    assert "Exact copy" in page


def test_identifiers_lead_to_their_page_whatever_they_name(room, newsroom, toll):
    client = room(newsroom)
    with opened(newsroom) as ledger:
        question = ledger.question(toll)
        claim = ledger.claims_of(toll)[0]
        origin = ledger.origins_of(claim.id)[0]
        conflict = ledger.conflicts_of(toll)[0]
        statement = ledger.statement(claim.supports[0])
    wanted = {
        question.id: f"/question/{toll}",
        question.id[:10]: f"/question/{toll}",
        claim.id: f"/claim/{claim.id}",
        origin.id: f"/claim/{claim.id}",
        conflict.id: f"/question/{toll}",
        statement.report_id: f"/report/{statement.report_id}",
    }
    for identifier, place in wanted.items():
        assert client.get(f"/item/{identifier}").headers["location"] == place
    assert client.get(f"/item/{statement.id}").headers["location"].endswith(f"#s-{statement.id}")


def test_what_is_new_follows_the_last_visit(room, own_newsroom):
    client = room(own_newsroom)
    assert "What the latest reading brought" in client.get("/").text
    client.cookies.set("rashomon_visit", "2024-04-01T00:00:00+00:00")
    assert "New since you were here" in client.get("/").text
    client.cookies.set("rashomon_visit", "2030-01-01T00:00:00+00:00")
    assert "Nothing is new since you were here" in client.get("/").text
    client.cookies.set("rashomon_visit", "<script>")
    assert client.get("/").status_code == 200


def test_news_tells_what_later_reports_changed(own_newsroom, tmp_path):
    from datetime import UTC, datetime

    from rashomon import intake

    later = tmp_path / "later.json"
    later.write_text(
        json.dumps(
            {
                "title": "Port Halvane toll rises to 44",
                "outlet": "Lagoon Post",
                "published": "2024-03-16T12:00:00Z",
                "text": "The explosion at the chemical terminal in Port Halvane on March 11 has killed 44 people, "
                "hospital director Oda Brenn said on Saturday.",
            }
        )
    )
    with opened(own_newsroom, create=True) as ledger:
        added = intake.read_into(ledger, [later], seen=datetime(2024, 6, 1, tzinfo=UTC))
        news = Surveys(ledger).news()
    assert [r.id for r in news.reports] == list(added.new)
    kinds = {c.kind for c in news.changes}
    assert kinds & {"new claim", "changed number", "conflict"}
    assert any("44" in c.words for c in news.changes)


def test_an_unchanged_page_is_not_sent_again(room, newsroom, toll):
    client = room(newsroom)
    first = client.get(f"/question/{toll}")
    again = client.get(f"/question/{toll}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("place", ["/question/zzz", "/report/ffffffffffff", "/item/0000000", "/claim/abc", "/nowhere",
                                   "/compare/ffffffffffff/ffffffffffff", "/jobs/feed00"])  # fmt: skip
def test_what_is_not_there_is_said(room, newsroom, place):
    answer = room(newsroom).get(place)
    assert answer.status_code == 404
    assert 'role="alert"' in answer.text


def test_a_missing_ledger_is_said_and_adding_makes_one(room, tmp_path):
    client = room(tmp_path / "none.ledger")
    answer = client.get("/")
    assert answer.status_code == 409
    assert "not found" in answer.text
    assert client.get("/add").status_code == 200


def test_a_file_that_is_no_ledger_is_said(room, tmp_path):
    path = tmp_path / "other.ledger"
    path.write_bytes(b"not a database at all, only words " * 50)
    answer = room(path).get("/")
    assert answer.status_code == 410
    assert "ledger" in answer.text


def test_a_dead_archive_breaks_only_its_own_page(room, own_newsroom):
    with sqlite3.connect(own_newsroom) as raw:
        raw.execute("DROP TRIGGER record_kept")  # as whoever can write the file can do
        raw.execute("UPDATE record SET member = x'00'")
        report = raw.execute("SELECT id FROM report LIMIT 1").fetchone()[0]
    client = room(own_newsroom)
    broken = client.get(f"/report/{report}/original")
    assert broken.status_code == 410
    assert "were changed" in broken.text
    for place in ("/", f"/report/{report}", "/search?q=killed"):
        assert client.get(place).status_code == 200


def test_pages_are_read_while_the_ledger_is_written(room, own_newsroom):
    client = room(own_newsroom)
    assert client.get("/").status_code == 200
    with opened(own_newsroom, create=True) as ledger, ledger.writing():
        for place in ("/", "/questions", "/search?q=port"):
            assert client.get(place).status_code == 200


def test_a_replaced_ledger_is_read_anew(room, own_newsroom, tmp_path):
    client = room(own_newsroom)
    assert "26 reports" in client.get("/").text
    own_newsroom.unlink()
    fresh = tmp_path / "fresh.ledger"
    with opened(fresh, create=True):
        pass
    fresh.replace(own_newsroom)
    assert "No report is held yet" in client.get("/").text


def test_paths_out_of_the_static_folder_find_nothing(room, newsroom: Path):
    client = room(newsroom)
    for place in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd",
                  "/static/..%5capp.py", "/report/..%2f..%2fetc%2fpasswd", "/report/%00",
                  "/static/room.css%00.js"):  # fmt: skip
        answer = client.get(place)
        assert answer.status_code in {400, 404}, place
        assert "def application" not in answer.text
