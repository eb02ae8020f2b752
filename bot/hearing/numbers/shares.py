"""Parts of a whole that is not measured: "a third of the bill", "half the fee", "three quarters", "50/50"."""

from bot.hearing.numbers import stop_words
from bot.hearing.numbers.counting import Draft, time_unit
from bot.hearing.numbers.plurals import is_plural
from bot.hearing.numbers.quantity import Kind
from bot.hearing.numbers.tokens import Look

_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10}
_OF_A_WHOLE = {"of", "off", "less", "more", "cheaper", "lower", "higher", "up", "down", "now"}
_WHOSE = {"the", "my", "your", "our", "their", "his", "her", "its", "that", "this"}
_AFTER_HALF = {"off", "price", "now", "upfront", "up", "down", "today", "later", "when"}
_HUNDRED = 100
_MANY = 10  # nobody says "15 in 20"
_ALWAYS = (24, 7)


def read_share(look: Look, index: int) -> tuple[list[Draft], int] | None:
    """The shares at a place and where they end; no share at all where two numbers are but a score ("8/10", "24/7")."""
    top, bottom = look.whole(index), look.whole(index + 2)
    joined = look.word(index + 1) in {"/", ":", "-"} and look.glued(index + 1) and look.glued(index + 2)
    if joined and top is not None and bottom is not None:
        return _two_numbers(look, index, top, bottom)
    share = _one_in(look, index) or _half(look, index) or _in_words(look, index)
    return None if share is None else ([share], share.stop)


def _one_in(look: Look, index: int) -> Draft | None:
    """Such as "1 in 4", "nine out of ten"; no "3 in 2 weeks"."""
    out = look.word(index + 1) == "out" and look.word(index + 2) == "of"
    at = index + 2 + out
    top, bottom = look.whole(index), look.whole(at)
    if not (out or look.word(index + 1) == "in") or not top or not bottom or not top < bottom <= _HUNDRED:
        return None
    measured = time_unit(look, at + 1) or look.word(at + 1) in {"%", "percent", ":", "/", "am", "pm", "-"}
    counts = (
        out and look.word(at + 1)[:1].isalpha() and is_plural(look.word(at + 1))
    )  # "3 out of 8 sites" are three sites
    return None if measured or counts or top >= _MANY else _share(top / bottom, index, at + 1)


def _half(look: Look, index: int) -> Draft | None:
    if look.word(index) != "half":
        return None
    at = index + 1
    if look.word(at + (look.word(at) == "-")) == "time":
        return _share(0.5, index, at + 1 + (look.word(at) == "-"))
    if look.word(at) == "of" or (look.word(at) in _WHOSE and look.word(at + 1) not in {"time", "way"}):
        return _share(0.5, index, at)
    paid = look.word(at) == "on" and look.word(at + 1) in {
        "delivery",
        "completion",
        "signing",
        "arrival",
        "acceptance",
        "receipt",
    }
    return _share(0.5, index, at) if paid or look.word(at) in _AFTER_HALF else None


def _in_words(look: Look, index: int) -> Draft | None:
    top = 1.0 if look.word(index) in {"a", "one"} else look.value(index)
    at = index + 1 + (look.word(index + 1) == "-")
    bottom = _PARTS.get(look.word(at))
    if bottom is None or top is None or not 0 < top < bottom:
        return None
    whole = look.word(at + 1) in _OF_A_WHOLE or look.word(index - 1) == "by"
    ends = not look.word(at + 1)[:1].isalpha() or look.word(at + 1) in stop_words.NO_NOUN
    alone = ends and look.word(at) in {"third", "fifth", "tenth"} and look.word(index - 1) not in {"once", "the"}
    return _share(top / bottom, index, at + 1) if whole or top > 1 or alone else None


def _two_numbers(look: Look, index: int, top: int, bottom: int) -> tuple[list[Draft], int] | None:
    stop = index + 3
    if top == bottom == _HUNDRED / 2:
        return [_percent(top, index, stop)], stop
    hyphen = look.word(index + 1) == "-"
    if top + bottom == _HUNDRED and not (hyphen and top < bottom):
        return [_percent(top, index, index + 1), _percent(bottom, index + 2, stop)], stop
    if hyphen:
        return ([], stop) if (top, bottom) == _ALWAYS else None
    if look.word(stop) in _OF_A_WHOLE | _WHOSE | {"price"} and 0 < top < bottom:
        return [_share(top / bottom, index, stop)], stop
    counts = is_plural(look.word(stop))
    return None if counts else ([], stop)


def _share(value: float, start: int, stop: int) -> Draft:
    return Draft(value=value, start=start, stop=stop, kind=Kind.SHARE)


def _percent(value: float, start: int, stop: int) -> Draft:
    return Draft(value=float(value), start=start, stop=stop, kind=Kind.PERCENT)
