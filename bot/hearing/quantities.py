"""A small grammar of the amounts, spans, counts and dates that people bargain over."""

from dataclasses import dataclass, replace

from bot.hearing import calendar_words, units
from bot.hearing.neighbours import change_after, change_around, rate_after
from bot.hearing.nouns import head_noun, of_many, share_nouns
from bot.hearing.quantity import Change, Kind, Quantity
from bot.hearing.tokens import Look, tokenize

__all__ = ["Change", "Kind", "Quantity", "find_quantities"]


@dataclass(slots=True)
class _Amount:
    """One number with what is written around it, before its neighbours (a range, a change) are known."""

    value: float
    start: int
    stop: int
    kind: Kind | None = None
    unit: str = ""
    scale: float = 1.0
    change: Change | None = None


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities in order of appearance; never raises, reads at most the first 4,096 characters and stops after some 200 finds."""
    return _Reader(text).read()


_STARTERS = (
    {"+", "-", "half", "quarter", "a", "an", "another", "single", "noon", "midday", "next", "this", "end"}
    | {"today", "tonight", "tomorrow", "tmrw", "tmr"}
    | units.SMALL.keys()
    | units.CURRENCY.keys()
    | units.MONTHS.keys()
    | units.WEEKDAYS.keys()
)


_MOST = 200  # nobody bargains over more; hostile text does


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.look = Look(self.tokens)
        self.word, self.value, self.glued = self.look.word, self.look.value, self.look.glued

    def read(self) -> tuple[Quantity, ...]:
        found: list[Quantity] = []
        index = 0
        while index < len(self.tokens) and len(found) < _MOST:
            if self.tokens[index].value is None and self.tokens[index].word not in _STARTERS:
                index += 1
                continue
            quantities, stop = (
                self._calendar(index) or self._plain_span(index) or self._numbers(index) or ([], index + 1)
            )
            found.extend(quantities)
            index = stop
        return tuple(share_nouns(found, self.text))

    # Dates and clock times

    def _calendar(self, index: int) -> tuple[list[Quantity], int] | None:
        hits = calendar_words.read_clock(self.look, index)
        kind = Kind.CLOCK
        if not hits:
            hits = calendar_words.read_date(self.look, index, self.text)
            kind = Kind.DATE
        if not hits:
            return None
        quantities = [self._quantity(kind, hit.value, hit.unit, hit.first, hit.stop) for hit in hits]
        return quantities, hits[-1].stop

    def _quantity(self, kind: Kind, value: float, unit: str, first: int, stop: int) -> Quantity:
        start, end = self.tokens[first].start, self.tokens[stop - 1].end
        return Quantity(kind=kind, value=value, unit=unit, start=start, end=end, text=self.text[start:end])

    # Spans and counts without a numeral: "an hour and a half", "half a day", "a couple of weeks", "another shift"

    def _plain_span(self, index: int) -> tuple[list[Quantity], int] | None:
        amount = self._fraction(index) or self._small_number(index) or self._article(index)
        return None if amount is None else self._finish([amount])

    def _fraction(self, index: int) -> _Amount | None:
        at = index
        share = 1.0
        if self.word(at) == "half":
            share, at = 0.5, at + 1
        elif self.word(at + (self.word(at) == "a")) == "quarter" and "of" in {self.word(at + 1), self.word(at + 2)}:
            share, at = 0.25, at + 2 + (self.word(at) == "a")
        elif self.value(at) == 3.0 and self.word(at + 1) == "quarters" and self.word(at + 2) == "of":  # noqa: PLR2004
            share, at = 0.75, at + 3
        else:
            return None
        at += self.word(at) in {"a", "an", "-"}
        if self.word(at) == "dozen":
            return self._counted(_Amount(value=6.0, start=index, stop=at + 1))
        unit = units.TIME_WORDS.get(self.word(at))
        if unit is None or self.word(at) in units.SHORT_TIME_WORDS:
            return None
        return _Amount(value=share * units.MINUTES[unit], start=index, stop=at + 1, kind=Kind.DURATION, unit=unit)

    def _small_number(self, index: int) -> _Amount | None:
        at = index + (self.word(index) in {"a", "another"})
        at += self.word(at) in {"single", "mere"}
        value = units.SMALL.get(self.word(at))
        if value is None or (at == index and self.word(at) not in {"few", "couple", "dozen"}):
            return None
        at += 1
        at += self.word(at) == "of"
        amount = self._counted(_Amount(value=value, start=index, stop=at))
        return amount if amount.unit or self.word(at - 1) == "dozen" else None

    def _article(self, index: int) -> _Amount | None:
        """Such as "a week", "an extra day", "another shift", "a single region": one of something; "once a week" is a rate and is not."""
        word = self.word(index)
        if word not in {"a", "an", "another", "single"} or self.word(index - 1) in {
            "once",
            "twice",
            "times",
            "hours",
            "days",
        }:
            return None
        amount = self._counted(_Amount(value=1.0, start=index, stop=index + 1))
        named = word in {"another", "single"} or self.word(index + 1) == "single"
        if amount.kind is Kind.DURATION or (named and amount.unit):
            return amount
        return None

    # Numbers with what stands around them

    def _numbers(self, index: int) -> tuple[list[Quantity], int] | None:
        first = self._amount(index)
        if first is None:
            return None
        amounts = [first]
        if self.word(first.stop) in {"-", "to", "or", "and"}:
            second = self._amount(first.stop + 1)
            if second is not None and self._is_range(first, second):
                amounts.append(second)
        return self._finish(amounts)

    def _is_range(self, first: _Amount, second: _Amount) -> bool:
        """Such as "10-12k", "two or three weeks": the first number takes what only the second one says."""
        if self.word(first.stop) == "and" and self.word(first.start - 1) != "between":
            return False
        if first.unit or first.kind not in {None, Kind.COUNT, second.kind}:
            return first.kind is second.kind
        first.kind, first.unit = second.kind, second.unit
        if first.scale == 1.0:
            first.value *= units.MINUTES[second.unit] if second.kind is Kind.DURATION else second.scale
        return True

    def _amount(self, index: int) -> _Amount | None:
        at = index
        sign = self.word(at) if self.word(at) in {"+", "-"} else ""
        at += bool(sign)
        currency = units.CURRENCY.get(self.word(at))
        at += currency is not None
        value = self.value(at)
        if value is None or (sign and not self.glued(at)) or self._is_label(at) or self._is_pronoun(at):
            return None
        sign = "" if sign == "-" and self.glued(index) else sign
        amount = _Amount(value=value, start=index, stop=at + 1)
        amount.change = {"+": Change.MORE, "-": Change.LESS}.get(sign)
        if currency is not None:
            amount.kind, amount.unit = Kind.MONEY, currency
        self._scale(amount)
        return self._unit(amount)

    def _is_label(self, at: int) -> bool:
        """The 3 of "Q3" or "phase3" names something, it does not count."""
        return self.glued(at) and self.word(at - 1)[-1:].isalpha() and self.word(at - 1) not in units.CURRENCY

    def _is_pronoun(self, at: int) -> bool:
        if self.word(at) != "one":
            return False
        if self.word(at - 1) in units.ONE_IS_PRONOUN_BEFORE:
            return True
        following = self.word(at + 1)
        if following == "of":
            return of_many(self.look, at + 1) is None
        return not following.isalpha() and following != "-" and self.word(at - 1) not in {"just", "only", "to"}

    def _scale(self, amount: _Amount) -> None:
        word = self.word(amount.stop)
        scale = units.SCALES.get(word)
        if scale is None or (word in {"m", "mm"} and self._means_minutes(amount)):
            return
        if word in {"k", "m", "mm"} and not self.glued(amount.stop):
            return
        amount.value *= scale
        amount.scale = scale
        amount.stop += 1
        if word in units.MONEY_SCALES and amount.kind is None:
            amount.kind = Kind.MONEY

    def _means_minutes(self, amount: _Amount) -> bool:
        """Such as "45m" is minutes and "1.5m" is money, unless a currency stands before it."""
        return amount.kind is None and amount.value >= 5 and amount.value % 5 == 0  # noqa: PLR2004

    def _unit(self, amount: _Amount) -> _Amount:
        word = self.word(amount.stop)
        if word == "per" and self.word(amount.stop + 1) == "cent":
            amount.kind, amount.unit, amount.stop = Kind.PERCENT, "", amount.stop + 2
        elif word in units.PERCENT or (word in {"percentage", "%"} and amount.kind is None):
            amount.kind, amount.unit, amount.stop = Kind.PERCENT, "", amount.stop + 1
        elif word in units.CURRENCY:
            amount.kind, amount.unit, amount.stop = Kind.MONEY, units.CURRENCY[word], amount.stop + 1
        elif word == "m" and amount.kind is None and self.glued(amount.stop):
            amount.kind, amount.unit, amount.stop = Kind.DURATION, "minute", amount.stop + 1
            amount.value *= units.MINUTES["minute"]
        elif amount.kind is None or amount.kind is Kind.MONEY:
            return self._counted(amount)
        return amount

    def _counted(self, amount: _Amount) -> _Amount:
        """Reads the noun that is counted: a unit of time makes a duration, any other noun a count; `78k users` is no money."""
        if amount.kind is Kind.MONEY and amount.unit:
            return amount
        at = self._skip_adjectives(amount)
        half, at = self._and_a_half(at)
        unit = units.TIME_WORDS.get(self.word(at))
        if unit and (self.word(at) not in units.SHORT_TIME_WORDS or self.glued(at)):
            half, at = (half, at + 1) if half else self._and_a_half(at + 1)
            amount.value = (amount.value + half) * units.MINUTES[unit]
            amount.kind, amount.unit, amount.stop = Kind.DURATION, unit, at
            return self._minutes_after_hours(amount)
        many = of_many(self.look, amount.stop)
        noun, stop = many or head_noun(self.look, amount.stop, plural=amount.value != 1)
        if noun:
            amount.kind, amount.unit, amount.stop = Kind.COUNT, noun, stop
        elif amount.kind is None:
            amount.kind = Kind.COUNT
        return amount

    def _skip_adjectives(self, amount: _Amount) -> int:
        at = amount.stop
        while at < amount.stop + 3 and (self.word(at) in units.TIME_ADJECTIVES or self.word(at) == "-"):
            if self.word(at) in {"more", "extra", "additional"}:
                amount.change = Change.MORE
            at += 1
        return at

    def _and_a_half(self, at: int) -> tuple[float, int]:
        if self.word(at) == "and" and self.word(at + 1) in {"a", "1"} and self.word(at + 2) == "half":
            return 0.5, at + 3
        return 0.0, at

    def _minutes_after_hours(self, amount: _Amount) -> _Amount:
        """Such as "1h30", "2 hours 15 minutes"."""
        if amount.unit != "hour":
            return amount
        at = amount.stop + (self.word(amount.stop) == "and")
        value = self.value(at)
        if value is None or value >= units.MINUTES["hour"]:
            return amount
        if self.word(at + 1) in {"m", "min", "mins", "minute", "minutes"}:
            amount.value, amount.stop = amount.value + value, at + 2
        elif self.glued(at):
            amount.value, amount.stop = amount.value + value, at + 1
        return amount

    # What stands around the whole: "another", "off", "a day"

    def _finish(self, amounts: list[_Amount]) -> tuple[list[Quantity], int]:
        stop = amounts[-1].stop
        change = amounts[0].change or amounts[-1].change or change_around(self.look, amounts[0].start, stop)
        per, stop = rate_after(self.look, stop)
        change = change or change_after(self.look, stop)
        found = []
        for amount in amounts:
            end = stop if amount is amounts[-1] else amount.stop
            quantity = self._quantity(amount.kind or Kind.COUNT, amount.value, amount.unit, amount.start, end)
            found.append(replace(quantity, per=per, change=change))
        return found, stop
