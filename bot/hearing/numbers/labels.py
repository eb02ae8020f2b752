"""Numbers that name something and measure nothing: "Q3", "room 12", "PR #482", "since 2019", "this one"."""

from bot.hearing.numbers import currencies, stop_words, units
from bot.hearing.numbers.counting import time_unit
from bot.hearing.numbers.nouns import of_many
from bot.hearing.numbers.plurals import is_plural
from bot.hearing.numbers.sayings import is_saying
from bot.hearing.numbers.tokens import Look

_FIRST_YEAR, _LAST_YEAR, _YEAR_DIGITS = 1900, 2100, 4
_WEEKS_OF_A_YEAR = 53
_SHORT_NAME = 2  # letters glued to a number, as in "5g"
_EXACTLY = {"just", "only", "to", "least", "most", "exactly", "than", "not"}
_DETERMINERS = {"a", "an", "the", "this", "that", "my", "your", "our", "his", "her", "their"}
_GIVING = {
    "pay",
    "paid",
    "give",
    "gave",
    "offer",
    "offered",
    "offering",
    "lend",
    "lent",
    "owe",
    "owed",
    "owes",
    "sell",
    "sold",
    "send",
    "sent",
    "let",
    "charge",
    "charged",
    "get",
    "got",
}
_NUMBERED = {"pin", "code", "number", "password", "ext", "extension", "postcode", "zip", "bell", "gate", "room", "line"}
_JOINS = {"to", "or", "and", "net", "plus", "of", "mid"}


def names_something(look: Look, at: int) -> bool:
    if (look.word(at) == "one" or _is_one_of_some(look, at)) and _is_pronoun(look, at):
        return True
    return (
        is_saying(look, at)
        or _is_glued_to_a_name(look, at)
        or _has_short_name_after(look, at)
        or _is_year(look, at)
        or _is_after_label(look, at)
        or _is_in_a_street(look, at)
    )


def _is_pronoun(look: Look, at: int) -> bool:
    before, following = look.word(at - 1), look.word(at + 1)
    if before in stop_words.ONE_IS_PRONOUN_BEFORE or {following, look.word(at + 2)} & stop_words.ONE_IS_PRONOUN_AFTER:
        return True
    if following == "-" and look.word(at + 2) in {"off", "on", "to", "time", "way", "size"}:
        return look.value(at + 3) is None or look.word(at + 3) == "one"
    if following == "of":
        many = of_many(look, at + 1)
        return many is None or not is_plural(look.word(many[1] - 1)) or look.word(at + 2) in {"those", "these"}
    if "at a time" in {f"{look.word(i)} {look.word(i + 1)} {look.word(i + 2)}" for i in (at + 1, at + 2)}:
        return True
    if following in {"by", "after"} and look.word(at + 2) in {"one", "another"}:
        return True
    return _stands_for_a_noun(look, at)


def _is_one_of_some(look: Look, at: int) -> bool:
    """Such as "ur 1 of the good ones"."""
    return look.word(at) == "1" and look.word(at + 1) == "of" and "ones" in {look.word(at + 3), look.word(at + 4)}


def _stands_for_a_noun(look: Look, at: int) -> bool:
    """Such as "I'd like one.", "the wrong one btw", "my old one is broken", no "one, not two"."""
    before, following = look.word(at - 1), look.word(at + 1)
    if before in _EXACTLY or any(look.value(at + ahead) is not None for ahead in (2, 3)):
        return False
    if not following[:1].isalpha() or following in stop_words.CHATTER:
        return following != "-"
    described = before.isalpha() and before not in stop_words.NO_NOUN and look.word(at - 2) in _DETERMINERS
    return described and following in stop_words.NO_NOUN


def _is_glued_to_a_name(look: Look, at: int) -> bool:
    """Such as "Q3", "COVID-19", "#482"."""
    before = look.word(at - 1)
    if before == "#" or (before == "'" and look.glued(at) and len(look.word(at)) == 2 and not is_measured(look, at)):  # noqa: PLR2004
        return True
    if not look.glued(at) or before in currencies.CURRENCY:
        return False
    if before == "-" and look.glued(at - 1):
        return look.word(at - 2).isalpha() and look.value(at - 2) is None and look.word(at - 2) not in _JOINS
    return before[-1:].isalpha() or (
        before == "." and look.glued(at - 1) and look.word(at - 2)[-1:] in {"v", "no", "nr"}
    )


def _has_short_name_after(look: Look, at: int) -> bool:
    """Such as "5g", "2b"."""
    word = look.word(at + 1)
    known = word in units.SCALES or word in currencies.CURRENCY or word in units.MEASURES or time_unit(look, at + 1)
    return (
        look.glued(at + 1)
        and word.isalpha()
        and len(word) <= _SHORT_NAME
        and not known
        and word not in {"x", "p", "ct", "pw", "pm", "pa", "ph", "pp", "pd"}
    )


def _is_year(look: Look, at: int) -> bool:
    year = look.whole(at)
    if year is None or not _FIRST_YEAR < year < _LAST_YEAR or year % 100 == 0 or len(look.word(at)) != _YEAR_DIGITS:
        return False
    before = look.word(at - 2) if look.word(at - 1) == "," else look.word(at - 1)
    of_a_thing = look.word(at + 1).isalpha() and not is_plural(look.word(at + 1)) and not time_unit(look, at + 1)
    if (
        before in {"the", "my", "your", "our"} and of_a_thing and is_plural(look.word(at + 2))
    ):  # "the 2019 lease governs"
        return True
    if is_measured(look, at) or look.word(at + 1) in {"a", "an", "per", "/", "each"}:
        return False
    named = before in {"a", "the", "my", "your", "our", "this", "his", "her"} and look.word(at + 1).isalpha()
    return named or before in units.BEFORE_YEAR or before in units.MONTHS


def _is_after_label(look: Look, at: int) -> bool:
    back = 2 if look.word(at - 1) in {".", ":", "#"} else 1
    numbered = look.word(at - back) in {"no", "nr", "number"}
    back += numbered
    before = look.word(at - back)
    value = look.value(at) or 0
    if before in units.PLACES and look.written(at - 1).istitle() and not look.spelled(at):
        return True
    if is_measured(look, at) or "," in look.word(at):
        return False
    if before in {"week", "day", "month", "year", "quarter"} and value <= _WEEKS_OF_A_YEAR:
        return look.word(at - 1) == before and look.word(at - 2) not in units.BEFORE_A_SPAN
    if numbered and before.isalpha() and before not in stop_words.NO_NOUN:
        return True  # "drawing no. 7"
    if before in {"i'm", "im", "aged"} or (numbered and look.word(at - back + 1) != "no"):
        return True
    if before == "is" and look.word(at - back - 1) in _NUMBERED:
        return True
    return before in units.LABELS or (not look.spelled(at) and _is_name(look, at - 1))


def _is_name(look: Look, at: int) -> bool:
    """A capital inside a sentence or in a word: "Windows 11", "Flight BA 117", "iPhone 15", "USB 3"."""
    word, written = look.word(at), look.written(at)
    known = word in currencies.CURRENCY or word in units.MONTHS or word in units.WEEKDAYS or word in stop_words.NO_NOUN
    if known or len(written) < 2 or not written.isalpha() or look.text.isupper():  # noqa: PLR2004
        return False
    inside = at > 0 and look.word(at - 1) not in {".", "!", "?", ":", '"', ","} | _GIVING
    return (inside and written[0].isupper()) or not (written.islower() or written.istitle())


def is_measured(look: Look, at: int) -> bool:
    """Whether a unit, a scale, a currency or a plural follows, so that the number counts after all."""
    word = look.word(at + 1)
    if word in units.MOTIONS and look.word(at - 1) in units.LABELS and not look.spelled(at):  # "bus 42 stops here"
        return False
    return bool(
        time_unit(look, at + 1)
        or word in units.SCALES
        or word in currencies.CURRENCY
        or word in units.PERCENT
        or word in units.MEASURES
        or (is_plural(word) and word not in stop_words.NO_NOUN)
        or (
            _is_plural_noun(look.word(at + 2)) and word.isalpha() and not {word, look.word(at + 2)} & stop_words.NO_NOUN
        )
    )


def _is_plural_noun(word: str) -> bool:
    return is_plural(word) and "'" not in word  # "in 2020 froze everybody's pay"


def _is_in_a_street(look: Look, at: int) -> bool:
    following = {look.word(at + 2), look.word(at + 3)}
    return not look.spelled(at) and look.written(at + 1)[:1].isupper() and bool(following & units.STREETS)
