"""The room in a real browser: every page, light and dark, wide and narrow, with axe; keyboard; no script; forms."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from rashomon.show.views import opened

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt-get install chromium)"),
    pytest.mark.timeout(600),  # axe alone takes seconds a page
]

PAGES = {
    "today": "/",
    "questions": "/questions",
    "question": "/question/{toll}",
    "report": "",
    "original": "",
    "compare": "",
    "search": "/search?q=killed",
    "stories": "/stories",
    "copies": "/copies",
    "timeline": "/timeline",
    "map": "/map",
    "sources": "/sources",
    "said": "/said?key=halvanetribune.example",
    "log": "/log",
    "watches": "/watches",
    "meaning": "/search?q=killed&by=meaning&low=20",
    "add": "/add",
    "judgements": "/judgements",
    "trouble": "/report/ffffffffff",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        # --no-sandbox: CI runs as root, where Chromium refuses its sandbox; the pages are our own.
        launched = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def pages(browser: Browser, address: str, newsroom: Path, toll: str) -> dict[str, str]:
    return addresses(browser, address, newsroom, toll)


def addresses(browser: Browser, address: str, newsroom: Path, toll: str) -> dict[str, str]:
    """The address of every page, those of reports found by walking there."""
    page = browser.new_page()
    page.goto(f"{address}/question/{toll}")
    report = page.locator("a.cite").first.get_attribute("href")
    page.goto(f"{address}{report}")
    original = page.get_by_role("link", name="in the original").first.get_attribute("href")
    page.close()
    with opened(newsroom) as ledger:
        links = [k for r in ledger.reports() for k in ledger.links_of(r.id)]
    compare = next(f"/compare/{k.parent}/{k.child}" for k in links if k.kind.value == "exact copy")
    found = {"report": report, "original": original, "compare": compare}
    return {name: address + str(found.get(name) or place.format(toll=toll)) for name, place in PAGES.items()}


def fresh(browser: Browser, *, dark: bool = False, wide: int = 1280, script: bool = True) -> Page:
    context = browser.new_context(
        color_scheme="dark" if dark else "light", viewport={"width": wide, "height": 900}, java_script_enabled=script
    )
    context.set_default_timeout(15_000)
    return context.new_page()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("wide", [1280, 390])
def test_no_page_has_serious_findings_or_faults(browser, pages, dark, wide):
    """axe-core by WCAG 2.2 AA; the browser's console stays empty, so the policy blocks nothing of ours; no overflow."""
    page = fresh(browser, dark=dark, wide=wide)
    told: list[str] = []
    page.on("console", lambda m: told.append(m.text) if "404" not in m.text else None)
    page.on("pageerror", lambda e: told.append(str(e)))
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found: list[str] = []
    for name, place in pages.items():
        page.goto(place)
        violations = Axe().run(page, options=options).response["violations"]
        grave = [v for v in violations if v["impact"] in {"serious", "critical"}]
        found += [f"{name}: {v['id']}: {v['nodes'][0]['html'][:160]} ({len(v['nodes'])})" for v in grave]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{name}: wider than the window")
    page.context.close()
    assert not found
    assert not told


def test_from_the_first_page_to_exact_words_in_two_clicks(browser, pages, toll):
    page = fresh(browser)
    page.goto(pages["today"])
    page.locator(f'a[href="/question/{toll}"]').first.click()
    page.locator("a.cite").first.click()
    number = page.url.split("#")[1]
    assert page.locator(f"#{number}").is_visible()
    box = page.locator(f"#{number}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900
    page.context.close()


def test_the_chain_shows_on_hover_and_on_focus(browser, pages):
    for script in (True, False):
        page = fresh(browser, script=script)
        page.goto(pages["report"].split("#")[0])
        number = page.locator(".text a.num").first
        tip = number.locator(".tip")
        assert not tip.is_visible()
        number.hover()
        assert tip.is_visible()
        page.mouse.move(0, 0)
        assert not tip.is_visible()
        number.focus()
        assert tip.is_visible()
        page.context.close()


def test_a_statement_lights_up_in_text_and_margin(browser, pages):
    page = fresh(browser)
    page.goto(pages["report"].split("#")[0])
    page.locator(".text a.num").nth(1).focus()
    assert page.locator(".notes .lit").count() == 1
    assert page.locator(".text mark.lit").count() >= 1
    page.locator("#find").focus()
    assert page.locator(".lit").count() == 0
    page.context.close()


def test_the_keyboard_reaches_everything(browser, pages):
    page = fresh(browser)
    page.goto(pages["question"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(e => e.closest('svg.chart') ? 'mark' : e.closest('svg.graph') ? 'node' "
                                  ": e.className || e.tagName)(document.activeElement)"))  # fmt: skip
        if {"cite", "SUMMARY", "mark", "node"} <= reached:
            break
    assert {"cite", "SUMMARY", "mark", "node"} <= reached
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.context.close()


def test_everything_works_without_script(browser, pages, toll):
    page = fresh(browser, script=False)
    page.goto(pages["today"])
    page.fill("#find", "certificate")
    page.keyboard.press("Enter")
    page.locator("ol.hits a.quoted").first.click()
    page.wait_for_url("**/report/**")
    assert page.locator("article.text mark").count() > 3
    page.goto(pages["question"])
    assert page.locator("svg.chart a").count() > 10
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_pasted_report_is_read_while_one_watches(browser, address, script):
    page = fresh(browser, script=script)
    page.goto(f"{address}/add")
    page.fill("#outlet", f"Lagoon Post {script}")
    page.fill("#title", "Four boats sank")
    page.fill("#published", "2024-03-14")
    page.fill("#text", f"The harbour master said {4 + script} boats had sunk off Port Halvane on Monday.")
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("See what is new").wait_for(timeout=40_000)
    assert page.locator('[data-show="new"]').inner_text() == "1"
    page.get_by_role("link", name="See what is new").click()
    assert page.get_by_text("Four boats sank").first.is_visible()
    page.context.close()


def test_files_are_read_and_what_is_no_report_is_said(browser, address):
    page = fresh(browser)
    page.goto(f"{address}/add")
    page.set_input_files(
        "#files",
        [
            {
                "name": "../../one.txt",
                "mimeType": "text/plain",
                "buffer": b"Dam fails\n\nThe mayor said 3 dams failed on 2 May.",
            },
            {"name": "two.xyz", "mimeType": "application/x", "buffer": b"\x00\x01"},
        ],
    )
    page.get_by_role("button", name="Read them", exact=True).click()
    page.get_by_text("See what is new").wait_for(timeout=40_000)
    assert page.locator('[data-show="new"]').inner_text() == "1"
    assert page.locator('[data-show="not_read"]').inner_text() == "1"
    assert "files ending in" in page.locator("table").inner_text()
    page.context.close()


def test_hostile_titles_do_nothing(browser, address):
    page = fresh(browser)
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("dialog", lambda d: asked.append(f"dialog {d.message}"))
    page.goto(f"{address}/add")
    page.fill("#title", "<script>document.title='owned'</script><img src=//evil.example/x onerror=alert(1)>")
    page.fill("#outlet", '"><svg onload=alert(1)>')
    page.fill("#url", "javascript:alert(1)")
    page.fill(
        "#text", "<script>alert(1)</script> The mayor said 9 <img src=x onerror=alert(1)> piers fell on 3 May 2024."
    )
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("See what is new").wait_for(timeout=40_000)
    for place in ("/", "/log", "/search?q=piers"):
        page.goto(address + place)
        assert "owned" not in page.title()
    page.locator("ol.hits a.quoted").first.click()
    page.wait_for_url("**/report/**")
    assert "<script>alert(1)</script>" in page.locator("article.text").inner_text()
    assert all(url.startswith(address) for url in asked)
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_every_judgement_is_made_and_undone_on_the_page(browser, address, toll, script):
    page = fresh(browser, script=script)

    def judge(button: str, value: str = "") -> None:
        page.goto(f"{address}/question/{toll}")
        details = page.locator("section.claim").last.locator("details.judge")
        details.locator("summary").click()
        form = details.locator("form").filter(has=page.get_by_role("button", name=button))
        form.get_by_label("Your name").fill("Ada Vole")
        if value:
            form.get_by_label(button).last.fill(value)
        form.get_by_role("button", name=button).click()

    def undone(words: str) -> None:
        found = page.locator(".alert.judged").filter(has_text=words).filter(has=page.get_by_role("button"))
        found.first.get_by_role("button", name="Undo").click()
        page.goto(f"{address}/judgements")
        assert page.locator(".alert.judged").filter(has_text=words).filter(has=page.get_by_role("button")).count() == 0

    for button, value, words in (
        ("Grade", "", "is graded"),
        ("Note", "ask the harbour", "ask"),
        ("Reject", "", "not count"),
    ):
        judge(button, value)
        undone(words)
    for button, words in (("They answer one", "answer one question"), ("They answer different", "different questions")):
        page.goto(f"{address}/question/{toll}")
        page.locator("details.judge.wide summary").click()
        wide = page.locator("details.judge.wide form").first
        for n in (0, 1):
            wide.locator("input[type=checkbox]").nth(n).check()
        wide.get_by_label("Your name").fill("Ada Vole")
        wide.get_by_role("button", name=button).click()
        page.goto(f"{address}/judgements")
        undone(words)
    page.context.close()
