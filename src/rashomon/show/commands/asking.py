"""Commands that ask the ledger: ``brief``, ``questions``, ``stories``, ``show``, ``search``."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.show.commands.options import (
    AboutFlag,
    JsonFlag,
    LedgerFlag,
    settings_of,
    shown,
    since_of,
)


def brief(
    context: typer.Context,
    about: AboutFlag = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Only questions with an account published since: 2031, 2031-03, 2031-03-05."
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", help="Questions shown at most; 0 for all. Default 20.")
    ] = None,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """The briefing: questions, rival answers, who gives them, how many origins, what conflicts, exact words."""
    from rashomon.show import views
    from rashomon.show.briefing import brief_lines

    chosen = settings_of(context, ledger, limit)
    day = since_of(since) if since else None
    with views.opened(chosen.ledger) as held:
        view = views.Views(held).briefing(about, day, chosen.limit)
    shown("brief", view, brief_lines, json)


def questions(
    context: typer.Context, about: AboutFlag = None, json: JsonFlag = False, ledger: LedgerFlag = None
) -> None:
    """All questions, one line each, with their answers."""
    from rashomon.show import views
    from rashomon.show.cards import questions_lines

    with views.opened(settings_of(context, ledger).ledger) as held:
        view = views.Views(held).questions(about=about)
    shown("questions", view, questions_lines, json)


def stories(context: typer.Context, json: JsonFlag = False, ledger: LedgerFlag = None) -> None:
    """Reports that belong together: each story with its names, days and outlets."""
    from rashomon import intake
    from rashomon.show import views
    from rashomon.show.story_faces import stories_lines

    with views.opened(settings_of(context, ledger).ledger) as held:
        view = views.Views(held).stories(intake.stories(held))
    shown("stories", view, stories_lines, json)


def show(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Any identifier, or its unique beginning.")],
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """One recorded thing: report, statement, claim, question, origin, link, conflict, revision, flag, original."""
    from rashomon.show import views
    from rashomon.show.cards import card_lines

    with views.opened(settings_of(context, ledger).ledger) as held:
        view = views.Views(held).card(identifier)
    shown("show", view, card_lines, json)


def search(  # noqa: PLR0913 - a command's parameters are its options
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words all of which must occur.")
    ] = None,
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Statements that mean what the words say, nearest first.")
    ] = False,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="FIELD=VALUE",
            help="What a statement must have: speaker=, commitment=, low=, high= (bounds of a number), since=, until=.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Places shown at most.")] = 50,
    json: JsonFlag = False,
    ledger: LedgerFlag = None,
) -> None:
    """Find statements and reports by their words, by what they mean, by speaker, number or day."""
    from rashomon.show import views
    from rashomon.show.cards import search_lines
    from rashomon.show.filters import filters, given
    from rashomon.show.surveys import Surveys

    sought, asked = " ".join(words or ()), filters(given(where or ()))
    with views.opened(settings_of(context, ledger).ledger) as held:
        if meaning:
            view = Surveys(held).search_meaning(sought, asked, limit=limit)
        else:
            view = Surveys(held).search_for(sought, asked, limit=limit)
    shown("search", view, search_lines, json)
