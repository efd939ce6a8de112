"""What may be sent to the REST API."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field


class Judged(BaseModel):
    """A decision to record. ``by`` is who decides where no token says so; "machine:NAME" is a program's proposal."""

    what: Literal["same", "not-same", "reject", "grade", "note", "undo"]
    things: list[str] = Field(min_length=1, max_length=100, description="Identifiers, outlet:KEY or speaker:KEY.")
    value: str = Field("", max_length=4000, description="A grade (A to F, 1 to 6) or the words of a note.")
    by: str = Field("", max_length=200)


class Pasted(BaseModel):
    """A report given as text; all but the text may be left out."""

    text: str = Field(min_length=1, max_length=8_000_000)
    title: str = Field("", max_length=500)
    outlet: str = Field("", max_length=500)
    published: str = Field("", max_length=500, description="A date or time, as a page would declare it.")
    url: str = Field("", max_length=500)


class Addressed(BaseModel):
    """Web addresses of reports or feeds, to be fetched and read."""

    addresses: list[Annotated[str, Field(pattern="^https?://", max_length=2000)]] = Field(min_length=1, max_length=200)


class Watched(BaseModel):
    """What a watch visits, and the words every question it tells of must have."""

    sources: list[Annotated[str, Field(pattern="^((feed|page|sitemap) )?https?://", max_length=2000)]] = Field(
        min_length=1, max_length=100, description="Addresses, each after feed, page or sitemap and a blank."
    )
    interval: str = Field("15m", max_length=10, pattern="^[0-9]{1,6} *[smhd]$")
    about: str = Field("", max_length=500)


class Searched(BaseModel):
    """Words, and what a statement must have beside them; empty fields ask nothing."""

    q: str = Field("", max_length=500)
    by: Literal["words", "meaning"] = Field("words", description="What the words are compared by.")
    speaker: str = Field("", max_length=200, description="Words that a voice of its chain is named with.")
    commitment: str = Field("", max_length=40)
    low: str = Field("", max_length=40, description="A number in it is at least this.")
    high: str = Field("", max_length=40, description="A number in it is at most this.")
    since: str = Field("", max_length=40, description="A day; its event, or else its publication, reaches it.")
    until: str = Field("", max_length=40)
    limit: int = Field(50, ge=1, le=200)
