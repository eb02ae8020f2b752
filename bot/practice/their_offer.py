"""The counterpart's own offer, and what a message does with it: names its figures, takes it, or wants it otherwise."""

from bot.hearing.cues import Cue, Phase
from bot.practice.amounts import Amount, Amounts
from bot.practice.phrases import haggles, holds_back, sentences_with, takes_offer, wishes
from bot.practice.script import Counter
from bot.practice.sizing import Step, compare
from bot.practice.states import THEIR_OFFER
from bot.practice.talk import Round, Said

_ROUNDING = 1e-6


def theirs(talk: Round) -> Amounts:
    """What the counterpart may offer in this round; empty where they offer nothing of their own."""
    use = talk.edition.twist_use
    return counter_amounts(use.counter) if use and use.counter else {}


def names_theirs(talk: Round, amounts: Amounts) -> bool:
    """Whether the figures of a message are those that the counterpart has offered by now."""
    counter = theirs(talk)
    named = {name: amount for name, amount in amounts.items() if name in counter}
    offered = any(turn.state in THEIR_OFFER for turn in talk.turns) and talk.phase is not Phase.CLOSING
    return offered and bool(named) and compare(talk.edition.script.ask, counter, named) is Step.SAME


def takes_theirs(talk: Round, said: Said, amounts: Amounts) -> bool:
    """The counterpart's own offer taken: its figures said, or a yes without figures of one's own."""
    counter = theirs(talk)
    if not counter:
        return False
    text = said.text
    # With their own figures named, only what is said in the same breath takes anything back.
    whole = set(counter) <= set(amounts)
    words = " ".join(sentences_with(text, [one.words for one in amounts.values()])) if whole else text
    if holds_back(words) or haggles(text) or (said.assessment.heard(Cue.ARGUES) and not whole):
        return False
    if not amounts:
        return takes_offer(text)
    named = {name: amount for name, amount in amounts.items() if name in counter}
    return compare(talk.edition.script.ask, counter, named) is Step.SAME


def asks_about_theirs(talk: Round, text: str, amounts: Amounts) -> bool:
    """Asked about, or taken in part with a wish: "1,050 is fine, but could it be from April?". It mixes their figures with the user's."""
    counter = theirs(talk)
    if not counter or talk.offer is None:
        return False
    own = {name: one for name, one in talk.offer.items() if not _same(counter, name, one)}
    from_theirs = [name for name, one in amounts.items() if not _same(own, name, one)]
    if not all(_same(counter, name, amounts[name]) for name in from_theirs):
        return False
    stands = not from_theirs and bool(own) and set(own) <= set(amounts)
    mixed = bool(from_theirs) and any(name in own for name in amounts if name not in from_theirs)
    return not stands and ((mixed and wishes(text)) or haggles(text))


def counter_amounts(counter: Counter) -> Amounts:
    """The counterpart's own offer as amounts."""
    return {name: Amount(value, counter.words) for name, value in counter.amounts.items()}


def _same(amounts: Amounts, name: str, one: Amount) -> bool:
    """Whether `amounts` has this very value there."""
    return name in amounts and abs(amounts[name].value - one.value) < _ROUNDING
