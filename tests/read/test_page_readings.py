"""A page is read strictly and loosely: furniture goes, but never at the price of the report."""

from __future__ import annotations

from tests.read.makers import BODY
from tests.read.samples import report

FURNITURE = "<div class='related'><h3>Read more</h3><p>Ten quays to see before they sink, a list by our desk.</p></div>"


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>Ferry sinks</title></head><body>{body}</body></html>"


def test_related_reports_beside_the_text_are_left_out() -> None:
    words = "".join(f"<p>{line}</p>" for line in BODY)
    made = report(page(f"<article><h1>Ferry sinks off Ostrel</h1>{words}{FURNITURE}</article>"), "text/html")
    assert all(line in made.text for line in BODY)
    assert "Ten quays" not in made.text


def test_a_report_in_a_box_named_like_furniture_is_still_read() -> None:
    words = "".join(f"<p>{line} {line.replace('ferry', 'boat')}</p>" for line in BODY)
    made = report(
        page(f"<div class='sidebar related teaser'><h1>Ferry sinks off Ostrel</h1>{words}</div>"), "text/html"
    )
    assert all(line in made.text for line in BODY)


def test_a_page_that_both_readings_know_is_read_once() -> None:
    words = "".join(f"<p>{line}</p>" for line in BODY)
    made = report(page(f"<main><h1>Ferry sinks off Ostrel</h1>{words}</main>"), "text/html")
    assert made.text.count(BODY[0]) == 1
