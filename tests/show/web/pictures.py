"""Pictures of every page of the demo newsroom's room, to be looked at: ``python -m tests.show.web.pictures FOLDER``.

Every page light and dark, 1280 and 390 pixels wide, whole. With ``--docs`` the four that the documentation shows
instead, one screen each (docs/images). Needs Chromium.
"""

from __future__ import annotations

import argparse
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from rashomon import intake
from rashomon.show.views import Views, opened
from rashomon.show.web.app import application
from tests.show.web.conftest import SEEN, serving
from tests.show.web.test_browser import CHROMIUM, addresses, fresh

SHOWN = {"today": False, "question": False, "report": True, "compare": False}  # for the documentation: dark or not
SCREEN = {"width": 1000, "height": 640}  # of those: under 150 KB each


def main() -> None:
    """Read the newsroom, open its room, take the pictures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--docs", action="store_true")
    asked.add_argument("--only", nargs="*", default=[], metavar="PAGE")
    chosen = asked.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "demo.ledger"
        with opened(ledger, create=True) as held, as_file(files("rashomon.show") / "newsroom") as reports:
            intake.read_into(held, sorted(p for p in reports.iterdir() if p.suffix), seen=SEEN)
            toll = max(Views(held).questions().questions, key=lambda q: len(q.values)).id
        with sync_playwright() as play, serving(application(ledger)) as address:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            places = addresses(browser, address, ledger, toll)
            wanted = chosen.only or (SHOWN if chosen.docs else places)
            for name in wanted:
                for dark in (SHOWN[name],) if chosen.docs else (False, True):
                    for wide in (1280,) if chosen.docs else (1280, 390):
                        shade = "dark" if dark else "light"
                        file = f"{name}.png" if chosen.docs else f"{name}-{wide}-{shade}.png"
                        _take(browser, places[name], chosen.folder / file, (dark, wide, not chosen.docs))
            browser.close()


def _take(browser: Browser, place: str, file: Path, how: tuple[bool, int, bool]) -> None:
    dark, wide, whole = how
    page = fresh(browser, dark=dark, wide=wide)
    if not whole:
        page.set_viewport_size(SCREEN)
    page.goto(place if whole else place.partition("#")[0])
    page.screenshot(path=file, full_page=whole)
    page.context.close()


if __name__ == "__main__":
    main()
