"""Which of its three asks an opening means, where a plan has no figures: “you and the van for the whole day” is the larger one, whatever smaller words stand in it."""

from bot.practice.amounts import Amount, Amounts
from bot.practice.on_topic import shared_words
from bot.practice.script import Ask, Measure, MeasureKind

_ENOUGH = 2


def meant_in_words(ask: Ask, text: str, found: Amounts) -> Amounts:
    """What was `found`, put right where the plan is sized by its words: a single word of a smaller ask does not make it that one."""
    meant = dict(found)
    for measure in ask.measures:
        if not _by_words(measure):
            continue
        larger = _larger(measure, ask, text)
        if larger:
            meant[measure.id] = larger
        elif _is_scrap(measure, found.get(measure.id)):
            del meant[measure.id]
    return meant


def stepped_in_words(ask: Ask, text: str, found: Amounts) -> Amounts:
    """The same for a step down: "just the van and a hand on saturday" is the target, though the floor is "just the van"."""
    meant = dict(found)
    for measure in ask.measures:
        amount = found.get(measure.id)
        if amount is not None and _by_words(measure) and amount.value == measure.floor:
            words = shared_words(text, ask.target.words, besides=ask.floor.words)
            meant[measure.id] = Amount(measure.target, amount.words) if len(words) >= _ENOUGH else amount
    return meant


def _is_scrap(measure: Measure, amount: Amount | None) -> bool:
    return amount is not None and amount.value < measure.stretch and " " not in amount.words


def _by_words(measure: Measure) -> bool:
    return measure.kind is MeasureKind.COUNT and bool(measure.said_as) and bool(measure.phrases)


def _larger(measure: Measure, ask: Ask, text: str) -> Amount | None:
    """The larger ask, where the text has words that only it has."""
    words = shared_words(text, ask.stretch.words, besides=f"{ask.target.words} {ask.floor.words}")
    return Amount(measure.stretch, words[0]) if words else None
