"""Golden conversations: what a user writes and what must come of it (docs/script-format.md)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from bot.practice.script import Name, Part, Slug, Text
from bot.practice.states import Move


class WalkthroughKind(StrEnum):
    GOOD = "good"
    POOR = "poor"
    REACTANCE = "reactance"


class ExpectedTurn(Part):
    say: Text
    move: Move
    state: Name
    seconds: Annotated[float, Field(ge=0)] | None = None


class Bounds(Part):
    at_least: Annotated[int, Field(ge=0, le=100)] = 0
    at_most: Annotated[int, Field(ge=0, le=100)] = 100


class Walkthrough(Part):
    id: Slug
    kind: WalkthroughKind
    temperament: Name
    twist: Name | None = None
    seed: Annotated[int, Field(ge=0, lt=2**31)]
    turns: Annotated[tuple[ExpectedTurn, ...], Field(min_length=1)]
    total: Bounds


class Walkthroughs(Part):
    format_version: Literal[1]
    walkthroughs: Annotated[tuple[Walkthrough, ...], Field(min_length=1)]
