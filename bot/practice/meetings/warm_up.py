"""What to do in the minute and a half before a meeting: three steps, each with a line of the card. The words stand in bot/texts, by the step's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.practice.meetings.card import Card

WHOLE = 90
"""Seconds."""


class WarmUp(StrEnum):
    """The steps in their order; one whose line is not on the card is done without it."""

    SAY_ASK = "warm_up_say_ask"
    SAY_ASK_FREELY = "warm_up_say_ask_freely"
    STEP_DOWN = "warm_up_step_down"
    CLOSE = "warm_up_close"
    CLOSE_FREELY = "warm_up_close_freely"


@dataclass(frozen=True)
class Step:
    """`key` and `params` of the text that says what to do, and for how many seconds."""

    key: WarmUp
    params: Mapping[str, str]
    seconds: int


def warm_up(card: Card) -> tuple[Step, Step, Step]:
    """Say the ask aloud once; hear their likely no and say the one step down; say the closing line."""
    likely = card.ifs[0]
    ask = " ".join(line for line in (card.ask, card.reason) if line)
    first = Step(WarmUp.SAY_ASK, {"ask": ask}, 30) if card.ask else Step(WarmUp.SAY_ASK_FREELY, {}, 30)
    second = Step(WarmUp.STEP_DOWN, {"they_say": likely.they_say, "retreat": likely.retreat}, 40)
    closing = Step(WarmUp.CLOSE, {"closing": card.closing}, 20) if card.closing else Step(WarmUp.CLOSE_FREELY, {}, 20)
    return first, second, closing
