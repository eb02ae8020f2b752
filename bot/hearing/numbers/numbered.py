"""An amount that is told by a number: its sign, currency, scale and unit."""

from bot.hearing.numbers import currencies, units
from bot.hearing.numbers.areas import area
from bot.hearing.numbers.counting import Draft, and_a_half, counted
from bot.hearing.numbers.labels import is_measured, names_something
from bot.hearing.numbers.plurals import singular
from bot.hearing.numbers.quantity import Change, Kind
from bot.hearing.numbers.tokens import Look

_FEWEST_MINUTES = 5
_LONGEST_TERM = 180
_LONGEST_SIGN = 3
_OR_SO = {"so", "more", "less", "fewer"}
_CENTS_DIGITS = 2
_DIRECTIONS = {"tall", "wide", "long", "high", "deep", "behind", "uphill", "downhill", "apart"}
_SMALLEST_RAND = 20  # "R2" is a name


def read_number(look: Look, index: int) -> Draft | None:
    """The amount that starts at a place, or None where no number does or where the number is a name ("phase 2")."""
    sign = look.word(index) if look.word(index) in {"+", "-"} else ""
    currency, at = _currency_before(look, index + bool(sign))
    value = look.value(at)
    if value is None or (sign and not look.glued(index + 1)) or (not currency and names_something(look, at)):
        return None
    half, stop = _mixed(look, at + 1) or and_a_half(look, at + 1)
    draft = Draft(value=value + half, start=index, stop=_skip_vague(look, stop))
    if not (sign == "-" and look.glued(index)):
        draft.change = {"+": Change.MORE, "-": Change.LESS}.get(sign)
    if currency:
        draft.kind, draft.unit = Kind.MONEY, currency
    if look.spelled(at):
        draft.scale = _spelled_scale(look.word(at))
    _scale(look, draft)
    return _unit(look, draft)


def _currency_before(look: Look, at: int) -> tuple[str, int]:
    if look.written(at) == "R" and look.glued(at + 1) and (look.value(at + 1) or 0) >= _SMALLEST_RAND:
        return "ZAR", at + 1
    if look.word(at) in currencies.DOLLARS and look.word(at + 1) == "$" and look.glued(at + 1):
        return currencies.DOLLARS[look.word(at)], at + 2
    currency = currencies.CURRENCY.get(look.word(at), "")
    dotted = look.word(at) == "rs" and look.word(at + 1) == "."
    named = len(look.word(at)) > _LONGEST_SIGN  # "quid" and "bucks" stand after their number
    return ("", at) if named else (currency, at + bool(currency) + dotted)


def cents(look: Look, draft: Draft) -> Draft:
    """Adds the cents of "2€50", "a buck fifty", "five pounds 20", where they count nothing else."""
    at = draft.stop
    value = look.whole(at)
    said = look.spelled(at) or len(look.word(at)) == _CENTS_DIGITS
    spoken = look.word(at - 1).isalpha() or look.glued(at)
    if value and said and spoken and value < 100 and not is_measured(look, at):  # noqa: PLR2004
        draft.value += value / 100
        draft.stop = at + 1
    return draft


def is_metre(look: Look, at: int) -> bool:
    """Such as "50m from the station", "20 m of cable", "12 m2"; other glued letters are minutes or millions."""
    if look.word(at) != "m":
        return False
    following = look.word(at + 1)
    if area(look, at):
        return True
    if following == "from":
        return look.word(at + 2) not in {"now", "today", "then", "monday", "tomorrow"}
    return following in _DIRECTIONS or (following == "of" and not look.glued(at))


def _mixed(look: Look, at: int) -> tuple[float, int] | None:
    """The fraction of "1 1/2 cups"."""
    top, bottom = look.whole(at), look.whole(at + 2)
    slash = look.word(at + 1) == "/" and look.glued(at + 1) and look.glued(at + 2) and not look.glued(at)
    return (top / bottom, at + 3) if slash and top and bottom and top < bottom else None


def _spelled_scale(numeral: str) -> float:
    """The thousand that the three of "three to five thousand" shares."""
    words = numeral.split(" ")
    return units.SCALES.get(words[-1], 1.0) if len(words) > 1 and words[0] != "a" else 1.0


def _skip_vague(look: Look, at: int) -> int:
    """Such as the end of "50ish", "20-odd", "10+", "10 or so"."""
    hyphen = look.word(at) == "-"
    if look.word(at + hyphen) in {"ish", "odd"}:
        return at + hyphen + 1
    if look.word(at) == "+" and look.glued(at) and not (look.glued(at + 1) and look.value(at + 1) is not None):
        return at + 1
    return at + 2 if look.word(at) == "or" and look.word(at + 1) in _OR_SO else at


def _scale(look: Look, draft: Draft) -> None:
    word = look.word(draft.stop)
    scale = units.SCALES.get(word)
    minutes = word in {"m", "mm"} and draft.kind is None and _could_be_minutes(draft)
    before_money = look.word(draft.stop + 1) in currencies.CURRENCY
    if is_metre(look, draft.stop):
        return
    apart = word in {"m", "mm"} and not look.glued(draft.stop) and not before_money
    if scale is None or apart or (minutes and not before_money):
        return
    digits = look.word(draft.stop + 1)
    if look.glued(draft.stop + 1) and digits.isdecimal() and word in {"k", "m"}:  # "3k5"
        draft.value += float(f"0.{digits}")
        draft.stop += 1
    draft.value *= scale
    draft.scale = scale
    dotted = look.word(draft.stop + 1) == "." and look.word(draft.stop + 2) in currencies.CURRENCY  # "1,5 Mio. Euro"
    draft.stop = _skip_vague(look, draft.stop + 1 + dotted)
    if word in units.MONEY_SCALES and draft.kind is None:
        draft.kind = Kind.MONEY


def _could_be_minutes(draft: Draft) -> bool:
    """Such as "45m" is minutes and "1.5m" is money, unless a currency stands before it."""
    return draft.value >= _FEWEST_MINUTES and draft.value % _FEWEST_MINUTES == 0


def _unit(look: Look, draft: Draft) -> Draft:
    word, following = look.word(draft.stop), look.word(draft.stop + 1)
    if word == "per" and following in {"cent", "cents"}:
        return _with(draft, Kind.PERCENT, "", 2)
    if word in units.PERCENT or (word == "percentage" and draft.kind is None):
        return _with(draft, Kind.PERCENT, "", 2 if following in {"point", "points"} else 1)
    if word in currencies.CURRENCY:
        return cents(look, _with(draft, Kind.MONEY, currencies.CURRENCY[word], 1))
    if draft.kind is None and (special := _special(look, draft)):
        return special
    if word == "m" and draft.kind is None and look.glued(draft.stop):
        draft.value *= units.MINUTES["minute"]
        return _with(draft, Kind.DURATION, "minute", 1)
    if word in {"x", "times"} and draft.kind is None:
        return _with(draft, Kind.COUNT, "time", 1)
    return _term(look, counted(look, draft)) if draft.kind in {None, Kind.MONEY} else draft


def _special(look: Look, draft: Draft) -> Draft | None:
    """Units that are told from others by their writing or by what follows: forints, notes, pence, areas, metres."""
    word, following = look.word(draft.stop), look.word(draft.stop + 1)
    if look.written(draft.stop) == "Ft":
        return _with(draft, Kind.MONEY, "HUF", 1)
    if singular(word) in currencies.NOTES:
        draft.value *= currencies.NOTES[singular(word)]
        return _with(draft, Kind.MONEY, "GBP", 1)
    if found := area(look, draft.stop):
        unit, end = found
        return _with(draft, Kind.COUNT, unit, end - draft.stop)
    if is_metre(look, draft.stop):
        return _with(draft, Kind.COUNT, "m", 1)
    if word in {"ct", "cts", "¢"}:
        return _with(draft, Kind.COUNT, "cent", 1)
    if word in {"p", "pence"} and following != "/":
        draft.value /= 100
        return _with(draft, Kind.MONEY, "GBP", 1)
    return None


def _term(look: Look, draft: Draft) -> Draft:
    """Such as "net 60": days until an invoice is paid."""
    before = look.word(draft.start - 2) if look.word(draft.start - 1) == "-" else look.word(draft.start - 1)
    if draft.bare and before == "net" and draft.value <= _LONGEST_TERM:
        draft.kind, draft.unit, draft.value = Kind.DURATION, "day", draft.value * units.MINUTES["day"]
    return draft


def _with(draft: Draft, kind: Kind, unit: str, tokens: int) -> Draft:
    draft.kind, draft.unit, draft.stop = kind, unit, draft.stop + tokens
    return draft
