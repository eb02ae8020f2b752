"""What a number counts: a unit of time makes a duration, any other noun a count."""

from dataclasses import dataclass

from bot.hearing.numbers import stop_words, units
from bot.hearing.numbers.nouns import head_noun, of_many
from bot.hearing.numbers.plurals import IRREGULAR, is_plural
from bot.hearing.numbers.quantity import Change, Kind
from bot.hearing.numbers.tokens import Look

_A_SUM = 100  # from here on a number is money sooner than a count of a noun in the singular ("the 200 deposit")
_MINUTES_OF_AN_HOUR = 60
_MINUTE_DIGITS = 2
_ENDS = {".", ",", "?", "!"}
_ARTICLES = {"a", "an", "the", "my", "your", "our", "this", "that"}


@dataclass(slots=True)
class Draft:
    """One amount with what is written around it, before its neighbours (a range, a change) are known."""

    value: float
    start: int
    stop: int
    kind: Kind | None = None
    unit: str = ""
    scale: float = 1.0
    change: Change | None = None

    @property
    def bare(self) -> bool:
        return self.kind in {None, Kind.COUNT} and not self.unit


def counted(look: Look, draft: Draft) -> Draft:
    """Reads the noun after the number; `78k users` is no money."""
    if draft.kind is Kind.MONEY and draft.unit:
        return draft
    at = _skip_adjectives(look, draft)
    half, at = and_a_half(look, at)
    unit = time_unit(look, at)
    if unit:
        half, at = (half, at + 1) if half else and_a_half(look, at + 1)
        draft.value = (draft.value + half) * units.MINUTES[unit]
        draft.kind, draft.unit, draft.stop = Kind.DURATION, unit, at
        return _minutes_after_hours(look, draft)
    noun, stop = of_many(look, draft.stop) or _noun(look, draft)
    noun = noun.removesuffix("s").removesuffix("'") if "'" in noun else noun  # "three people's work"
    if noun:
        draft.kind, draft.unit, draft.stop = Kind.COUNT, units.MEASURES.get(noun, IRREGULAR.get(noun, noun)), stop
    elif draft.kind is None:
        draft.kind = Kind.COUNT
    return draft


def time_unit(look: Look, at: int) -> str | None:
    """The unit of time at a place; "w" and "d" are units only right after their number."""
    word = look.word(at)
    return None if word in units.SHORT_TIME_WORDS and not look.glued(at) else units.TIME_WORDS.get(word)


def and_a_half(look: Look, at: int) -> tuple[float, int]:
    """The half of "an hour and a half", "three-and-a-half-hour", and where it ends."""
    stop = at
    for words in ({"and", "n", "&"}, {"a", "1", ""}, {"half", "quarter", "half's"}):
        stop += look.word(stop) == "-"
        said = look.word(stop) in words
        if not said and "" not in words:  # people drop the article
            return 0.0, at
        stop += said
    return (0.25 if look.word(stop - 1) == "quarter" else 0.5), stop


def _noun(look: Look, draft: Draft) -> tuple[str, int]:
    if look.value(draft.stop) is not None and look.word(draft.stop + 1) == "-":  # "three 30-minute calls"
        return head_noun(look, draft.stop + 3, plural=True)[0], draft.stop
    if draft.value == 1 and look.word(draft.stop) in units.WEEKDAYS:  # "one Friday a month"
        return look.word(draft.stop), draft.stop + 1
    if look.word(draft.stop) in units.MEASURES and look.glued(draft.stop):  # "200g burgers"
        return look.word(draft.stop), draft.stop + 1
    at = draft.stop + (look.word(draft.stop) in units.NOUN_ADJECTIVES and look.word(draft.stop + 1).isalpha())
    noun, stop = head_noun(look, at, plural=draft.value != 1)
    if not noun and at > draft.stop:
        noun, stop = look.word(draft.stop), at
    said = look.word(stop - 1)
    if not noun or draft.value <= 1 or is_plural(said) or said in units.MEASURES:
        return noun, stop
    joined = look.word(draft.stop) == "-" and look.glued(draft.stop + 1)
    return (noun, stop) if joined or _is_before_a_noun(look, draft, stop) else ("", draft.stop)


def _is_before_a_noun(look: Look, draft: Draft, stop: int) -> bool:
    """Whether a noun in the singular is what a number above one counts: "a 3 page brief", "4 door car"; no "two late"."""
    said, following = look.word(stop - 1), look.word(stop)
    if said in units.BEFORE_A_NOUN:
        return True
    described = look.word(draft.start - 1) in _ARTICLES and following.isalpha() and following not in stop_words.NO_NOUN
    return described and draft.value < _A_SUM and said not in units.BESIDE_A_SUM


def _skip_adjectives(look: Look, draft: Draft) -> int:
    at = draft.stop
    while at < draft.stop + 3 and (look.word(at) in units.TIME_ADJECTIVES or look.word(at) == "-"):
        if look.word(at) in {"more", "extra", "additional"}:
            draft.change = Change.MORE
        at += 1
    return at


def _closes_as_minutes(look: Look, at: int) -> bool:
    """Such as the end of "1 hr 30"."""
    after = look.word(at + 1)
    said = len(look.word(at)) == _MINUTE_DIGITS and look.word(at).isdecimal() and look.word(at - 1) != "and"
    return said and (not after or after in _ENDS or (after in stop_words.NO_NOUN and after not in units.PERCENT))


def _minutes_after_hours(look: Look, draft: Draft) -> Draft:
    """Such as "1h30", "2 hours 15 minutes"."""
    if draft.unit != "hour":
        return draft
    at = draft.stop + (look.word(draft.stop) == "and")
    value = look.value(at)
    if value is None or value >= _MINUTES_OF_AN_HOUR:
        return draft
    if time_unit(look, at + 1) == "minute" or (look.word(at + 1) == "m" and look.glued(at + 1)):
        draft.value, draft.stop = draft.value + value, at + 2
    elif look.glued(at) or _closes_as_minutes(look, at):
        draft.value, draft.stop = draft.value + value, at + 1
    return draft
