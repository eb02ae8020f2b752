"""What an amount is paid or done per: "80 an hour", "£640 p.m.", "$20 a pop", "a day rate of 450"."""

from bot.hearing.numbers import stop_words, units
from bot.hearing.numbers.areas import WHOLE, area
from bot.hearing.numbers.counting import Draft, time_unit
from bot.hearing.numbers.neighbours import rate_after
from bot.hearing.numbers.plurals import singular
from bot.hearing.numbers.quantity import Kind
from bot.hearing.numbers.tokens import Look

_SHORT = {
    **dict.fromkeys(("pm", "pcm"), "month"),
    **dict.fromkeys(("ph", "hourly"), "hour"),
    **dict.fromkeys(("pd", "daily"), "day"),
    "pp": "person",
    "nightly": "night",
    "pn": "night",
}
_LETTERS = {"h": "hour", "d": "day", "w": "week", "m": "month", "a": "year", "y": "year", "p": "person", "n": "night"}
_EVERY = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}
_PEOPLE_SAY = {"head": "person", "capita": "person", "nose": "person", "pop": "each", "annum": "year"}
_REACH = 4


def rate_of(look: Look, draft: Draft, start: int) -> tuple[str | None, int]:
    """The unit that an amount is counted by, None where it stands alone, and where the amount ends with it.

    `start` is where the whole phrase starts, the lower end of a range included.
    """
    per, stop = _after(look, draft, draft.stop)
    if per is None and look.word(draft.stop) in units.RATE_FILLERS:
        per, stop = _after(look, draft, draft.stop + 1)
    if per is None and look.word(draft.stop) == "of" and look.word(draft.stop + 2) in {"per", "/"}:
        per, stop = _after(look, draft, draft.stop + 2)
    if per is None:
        before = _before(look, start) if draft.kind is Kind.MONEY or draft.bare else None
        return before, draft.stop
    further, end = _after(look, draft, stop)  # "per seat per month"
    return per, end if further else stop


def _after(look: Look, draft: Draft, at: int) -> tuple[str | None, int]:
    word, following = look.word(at), look.word(at + 1)
    if word in _SHORT:
        return _SHORT[word], at + 1
    if word == "p" and following == "/" and look.word(at + 2) in _LETTERS:
        return _LETTERS[look.word(at + 2)], at + 3
    if word in {"per", "/"}:
        return _per(look, at + 1)
    if word in {"a", "an"} and _counts_by(look, draft, at + 1):
        return _named(following), at + 2
    if word in {"every", "each"} and time_unit(look, at + 1) is None and _is_unit(look, at + 1):
        return _named(following), at + 2
    if word in {"each", "every"} and following in units.NO_RATE_UNIT:  # "each way"
        return None, at
    return rate_after(look, at)


def _counts_by(look: Look, draft: Draft, at: int) -> bool:
    """Such as "$20 a pop", "9.50 a kilo", "two drinks a head"; without a currency nothing else may belong to the noun."""
    if look.word(at) == "go" or not _is_unit(look, at):
        return look.word(at) == "go" and draft.kind is Kind.MONEY
    after = look.word(at + 1)
    closes = not after[:1].isalpha() or after in stop_words.NO_NOUN
    return draft.kind is Kind.MONEY or draft.unit == "cent" or closes


def _named(word: str) -> str:
    return _PEOPLE_SAY.get(word) or WHOLE.get(word) or units.MEASURES.get(word, singular(word))


def _per(look: Look, at: int) -> tuple[str | None, int]:
    if look.word(at) == "half" and time_unit(look, at + 1 + (look.word(at + 1) == "-")):
        end = at + 2 + (look.word(at + 1) == "-")
        return f"half {time_unit(look, end - 1)}", end
    if found := area(look, at):
        return found
    skipped = at + (look.word(at) in units.COUNT_ADJECTIVES)
    word = look.word(skipped)
    if not word[:1].isalpha() or word in stop_words.NO_NOUN:
        return None, at - 1
    return units.TIME_WORDS.get(word) or _named(word), skipped + 1


def _is_unit(look: Look, at: int) -> bool:
    word = look.word(at)
    return (
        word.isalpha()
        and word not in stop_words.NO_NOUN
        and word not in units.NO_RATE_UNIT
        and word not in units.TIME_WORDS
    )


def _before(look: Look, start: int) -> str | None:
    """Such as "a day rate of 450", "the monthly rent is 1,150"."""
    for back in range(1, _REACH + 1):
        word = look.word(start - back)
        if word in _EVERY:
            return _EVERY[word] if back > 1 else None
        if word in units.MINUTES:
            return word if look.word(start - back + 1) in {"rate", "fee", "wage"} else None
        if word not in units.PAID:
            return None
    return None
