"""What a colleague who takes over knows of the offer: the figures that were told them, and no others."""

from typing import TYPE_CHECKING

from bot.practice.amounts import Amounts
from bot.practice.states import State

if TYPE_CHECKING:
    from bot.practice.talk import Round

_ROUNDING = 1e-6


def retold_in(offer: Amounts, named: Amounts) -> Amounts:
    """Those of `named` that are the offer's."""
    return {name: one for name, one in named.items() if name in offer and _same(one.value, offer[name].value)}


def lacks_figures(talk: "Round", named: Amounts) -> bool:
    """Whether a colleague has heard by now what it is about, and no figure of the offer; one without figures needs none."""
    twist = talk.edition.twist
    if talk.state != State.HANDED_OVER or twist is None or not twist.figures:
        return False
    return bool(talk.offer_named) and not talk.retold and not retold_in(talk.offer_named, named)


def _same(one: float, other: float) -> bool:
    return abs(one - other) < _ROUNDING
