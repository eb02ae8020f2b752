"""The words on the pocket card's picture."""

from collections.abc import Sequence

from bot.pictures.layout import Block
from bot.practice.meetings.card import Card
from bot.texts import say


def picture_blocks(card: Card) -> Sequence[Block]:
    """In the order of the talk; what has to be read first stands out."""
    ifs = [Block(say("card_if", they_say=one.they_say), one.retreat) for one in card.ifs]
    return (
        Block(say("card_opener"), card.opener),
        Block(say("card_ask"), card.ask, strong=True),
        Block(say("card_reason"), card.reason),
        *ifs,
        Block(say("card_closing"), card.closing),
        Block(say("card_floor"), card.floor),
    )
