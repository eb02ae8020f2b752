"""A small grammar of the amounts, spans, counts and dates that people bargain over."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.hearing.numbers import calendar_words, currencies, units
from bot.hearing.numbers.counting import Draft
from bot.hearing.numbers.neighbours import change_after, change_around
from bot.hearing.numbers.nouns import share_nouns
from bot.hearing.numbers.numbered import read_number
from bot.hearing.numbers.numerals import tokenize
from bot.hearing.numbers.quantity import Change, Kind, Quantity
from bot.hearing.numbers.ranges import is_range, second_end
from bot.hearing.numbers.rates import rate_of
from bot.hearing.numbers.shares import read_share
from bot.hearing.numbers.tokens import Look
from bot.hearing.numbers.wordy import read_wordy

__all__ = ["Change", "Kind", "Quantity", "find_quantities"]

_STARTERS = (
    {
        "+",
        "-",
        "half",
        "quarter",
        "a",
        "an",
        "another",
        "single",
        "noon",
        "midday",
        "next",
        "this",
        "end",
        "once",
        "twice",
    }
    | {"today", "tonight", "tomorrow", "tmrw", "tmr", "net"}
    | units.SMALL.keys()
    | currencies.CURRENCY.keys()
    | currencies.DOLLARS.keys()
    | units.MONTHS.keys()
    | units.WEEKDAYS.keys()
)
_MOST = 200  # nobody bargains over more; hostile text does
_LATELY = 256


@lru_cache(maxsize=_LATELY)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities in order of appearance; never raises, reads at most the first 4,096 characters and stops after some 200 finds.

    Everything that judges a message asks for its quantities anew; the latest few texts are read once.
    """
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.look = Look(self.tokens, text)

    def read(self) -> tuple[Quantity, ...]:
        found: list[Quantity] = []
        index = 0
        while index < len(self.tokens) and len(found) < _MOST:
            quantities, stop = self._at(index) or ([], index + 1)
            found.extend(quantities)
            index = stop
        return tuple(share_nouns(found, self.text))

    def _at(self, index: int) -> tuple[list[Quantity], int] | None:
        word = self.tokens[index].word
        if word not in _STARTERS and self.tokens[index].value is None and not "0" <= word[0] <= "9":
            return None
        if not word[0].isalnum():  # a sign opens nothing but a number
            return self._number(index)
        return self._calendar(index) or self._wordy(index) or self._share(index) or self._number(index)

    def _calendar(self, index: int) -> tuple[list[Quantity], int] | None:
        hits = calendar_words.read_clock(self.look, index)
        kind = Kind.CLOCK
        if not hits:
            hits = calendar_words.read_date(self.look, index)
            kind = Kind.DATE
        if not hits:
            return None
        return [self._quantity(kind, hit.value, hit.unit, hit.first, hit.stop) for hit in hits], hits[-1].stop

    def _share(self, index: int) -> tuple[list[Quantity], int] | None:
        read = read_share(self.look, index)
        if read is None:
            return None
        drafts, stop = read
        found = [quantity for draft in drafts for quantity in self._finish([draft])[0]]
        return found, max(stop, self._finish(drafts[-1:])[1]) if drafts else stop

    def _wordy(self, index: int) -> tuple[list[Quantity], int] | None:
        first = read_wordy(self.look, index)
        return None if first is None else self._with_second(first)

    def _number(self, index: int) -> tuple[list[Quantity], int] | None:
        first = read_number(self.look, index)
        return None if first is None else self._with_second(first)

    def _with_second(self, first: Draft) -> tuple[list[Quantity], int]:
        second = second_end(self.look, first)
        return self._finish([first] if second is None else [first, second])

    def _finish(self, drafts: Sequence[Draft]) -> tuple[list[Quantity], int]:
        """Adds what stands around the whole: "another", "off", "a day"."""
        first, last = drafts[0], drafts[-1]
        change = first.change or last.change or change_around(self.look, first.start, last.stop)
        per, stop = rate_of(self.look, last, first.start)
        change = change or change_after(self.look, stop)
        found = []
        for draft in drafts:
            end = stop if draft is last else draft.stop
            quantity = self._quantity(draft.kind or Kind.COUNT, draft.value, draft.unit, draft.start, end)
            found.append(replace(quantity, per=per, change=change, opens_range=is_range(self.look, draft, last)))
        return found, stop

    def _quantity(self, kind: Kind, value: float, unit: str, first: int, stop: int) -> Quantity:
        start, end = self.tokens[first].start, self.tokens[stop - 1].end
        return Quantity(kind=kind, value=value, unit=unit, start=start, end=end, text=self.text[start:end])
