"""Amounts without a numeral: "half a day", "a couple of weeks", "another shift", "twice a month"."""

from bot.hearing.numbers import currencies, stop_words, units
from bot.hearing.numbers.counting import Draft, counted, time_unit
from bot.hearing.numbers.neighbours import rate_after
from bot.hearing.numbers.numbered import cents
from bot.hearing.numbers.plurals import is_plural
from bot.hearing.numbers.quantity import Kind
from bot.hearing.numbers.tokens import Look

_OCCASIONS = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_NO_SPAN_AFTER = {"on", "such", "what", "quite", "like", "than", "of"}
_LONGEST_SIGN = 3
_NO_ARTICLE_AFTER = {*_OCCASIONS, "times", "hours", "days"}


def read_wordy(look: Look, index: int) -> Draft | None:
    return _fraction(look, index) or _occasions(look, index) or _small_number(look, index) or _article(look, index)


def _fraction(look: Look, index: int) -> Draft | None:
    """A part of something with a measure of its own: of a unit of time, a dozen, a million, a percent."""
    share, at = _part(look, index)
    if not share:
        return None
    value = look.value(at)
    if look.spelled(at) and value and value >= 100:  # noqa: PLR2004 ("half a million")
        return counted_or_money(look, Draft(value=share * value, start=index, stop=at + 1))
    at += look.word(at) in {"a", "an", "-"}
    word, unit = look.word(at), time_unit(look, at)
    if word == "dozen":
        return counted(look, Draft(value=12 * share, start=index, stop=at + 1))
    if word in {"grand", "mil", "bn"}:
        scale = units.MONEY_SCALES[word]
        return counted_or_money(look, Draft(value=share * scale, start=index, stop=at + 1, kind=Kind.MONEY))
    if word in units.PERCENT:
        return Draft(value=share, start=index, stop=at + 1, kind=Kind.PERCENT)
    if unit is None and look.word(at - 1) in {"a", "an"} and _is_thing(word):  # "half a pizza"
        return Draft(value=share, start=index, stop=at + 1, kind=Kind.COUNT, unit=word)
    if unit is None or word in {"h", "m"}:
        return None
    return Draft(value=share * units.MINUTES[unit], start=index, stop=at + 1, kind=Kind.DURATION, unit=unit)


def _is_thing(word: str) -> bool:
    return word.isalpha() and word not in stop_words.NO_NOUN | units.NO_RATE_UNIT | {"mind", "brain", "heart"}


def _part(look: Look, index: int) -> tuple[float, int]:
    """A half, a quarter or three of them, and where the words for it end."""
    at = index + (look.word(index) == "a")
    if look.word(at) == "half":
        return 0.5, at + 1
    if look.word(at) == "quarter" and look.word(at + 1) in {"of", "million", "hour"}:
        return 0.25, at + 1 + (look.word(at + 1) == "of")
    at = index + 1 + (look.word(index + 1) == "-")
    if look.value(index) == 3.0 and look.word(at) == "quarters" and look.word(at + 1) == "of":  # noqa: PLR2004
        return 0.75, at + 2
    top, bottom = look.whole(index), look.whole(index + 2)
    if (
        look.word(index + 1) == "/"
        and look.glued(index + 1)
        and look.glued(index + 2)
        and top
        and bottom
        and top < bottom
    ):
        at = index + 3 + (look.word(index + 3) == "of")
        singular = look.word(at) in {"a", "an"} or look.word(at) in units.MINUTES
        return (top / bottom, at) if singular else (0.0, index)
    return 0.0, index


def _occasions(look: Look, index: int) -> Draft | None:
    """Such as "twice a month"; without the rate it tells a story."""
    often = _OCCASIONS.get(look.word(index))
    if often is None or rate_after(look, index + 1)[0] is None:
        return None
    return Draft(value=often, start=index, stop=index + 1, kind=Kind.COUNT, unit="time")


def _small_number(look: Look, index: int) -> Draft | None:
    at = index + (look.word(index) in {"a", "another"})
    at += look.word(at) in {"single", "mere"}
    value = units.SMALL.get(look.word(at))
    if value is None or (at == index and look.word(at) not in {"few", "couple", "dozen"}):
        return None
    at += 1
    at += look.word(at) == "of"
    hundreds = look.value(at)
    if look.spelled(at) and look.word(at) in units.SCALES and hundreds:
        return counted_or_money(look, Draft(value=value * hundreds, start=index, stop=at + 1))
    if look.word(at) in units.MONEY_SCALES or look.word(at) in currencies.CURRENCY:
        return counted_or_money(look, Draft(value=value, start=index, stop=at))
    draft = counted(look, Draft(value=value, start=index, stop=at))
    return draft if draft.unit or look.word(at - 1) == "dozen" else None


def counted_or_money(look: Look, draft: Draft) -> Draft:
    """Reads on after words for a number: "half a million euros", "a couple of grand", "a few hundred people"."""
    scale = units.MONEY_SCALES.get(look.word(draft.stop))
    if scale:
        draft.value, draft.kind, draft.stop = draft.value * scale, Kind.MONEY, draft.stop + 1
    currency = currencies.CURRENCY.get(look.word(draft.stop))
    if currency:
        draft.kind, draft.unit, draft.stop = Kind.MONEY, currency, draft.stop + 1
        return cents(look, draft)
    return counted(look, draft)


def _article(look: Look, index: int) -> Draft | None:
    """Such as "a week", "an extra day", "another shift", "a grand": one of something."""
    word = look.word(index)
    if word not in {"a", "an", "another", "single"} or look.word(index - 1) in _NO_ARTICLE_AFTER:
        return None
    if look.word(index + 1) == "quarter" and (look.word(index - 1) == "by" or look.word(index + 2) in {"of", "off"}):
        return None  # a share, not a season
    if look.word(index + 2) in {"rate", "fee"}:  # "a day rate of 450"
        return None
    note = currencies.NOTES.get(look.word(index + 1))
    if note:
        return Draft(value=note, start=index, stop=index + 2, kind=Kind.MONEY, unit="GBP")
    if _is_money(look, index + 1):
        return counted_or_money(look, Draft(value=1.0, start=index, stop=index + 1))
    if word in {"a", "an"} and (_is_span(look, index) or _is_or_two(look, index + 2)):
        return _one_of(look, index)
    draft = counted(look, Draft(value=1.0, start=index, stop=index + 1))
    named = word in {"another", "single"} or look.word(index + 1) == "single"
    return draft if draft.kind is Kind.DURATION or (named and draft.unit) else None


def _is_money(look: Look, at: int) -> bool:
    """Such as "a grand", "a buck"; "a pound of flour" is no money."""
    word = look.word(at)
    named = word in currencies.CURRENCY and len(word) > _LONGEST_SIGN and not is_plural(word)
    return word == "grand" or (named and look.word(at + 1) not in {"of", "sign", "store"})


def _is_span(look: Look, index: int) -> bool:
    """Such as "an evening", "a Saturday" that somebody is to give; no "on a Saturday", "an evening class"."""
    following = look.word(index + 2)
    ends = not following[:1].isalpha() or following in stop_words.NO_NOUN
    return look.word(index + 1) in units.SPANS and ends and look.word(index - 1) not in _NO_SPAN_AFTER


def _is_or_two(look: Look, at: int) -> bool:
    """Such as the end of "a pint or two"."""
    return look.word(at) == "or" and look.value(at + 1) in {2.0, 3.0} and look.word(at - 1).isalpha()


def _one_of(look: Look, index: int) -> Draft | None:
    noun = look.word(index + 1)
    if time_unit(look, index + 1):
        return counted(look, Draft(value=1.0, start=index, stop=index + 1))
    if noun in stop_words.NO_NOUN and noun not in units.SPANS:
        return None
    return Draft(value=1.0, start=index, stop=index + 2, kind=Kind.COUNT, unit=noun)
