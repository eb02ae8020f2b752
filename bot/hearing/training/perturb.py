"""Changes to a message that change nothing about what it says: typing, not meaning.

Training sees them so that the encoder learns to look past them; the robustness report counts the verdicts that they flip.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.hearing.cues import Cue

_CONTRACTIONS = (
    ("i'm", "i am"),
    ("it's", "it is"),
    ("that's", "that is"),
    ("we're", "we are"),
    ("you're", "you are"),
    ("they're", "they are"),
    ("i've", "i have"),
    ("we've", "we have"),
    ("can't", "cannot"),
    ("won't", "will not"),
    ("don't", "do not"),
    ("isn't", "is not"),
    ("i'd", "i would"),
    ("i'll", "i will"),
    ("we'll", "we will"),
    ("let's", "let us"),
)
_EMOJI = ("🙂", "😅", "🙏", "👍", "😬", "🤷", "✨", "☕", "😊", "🤔")
_LETTERS_A_TYPO = 28  # about one slip in five or six words
_SHORTEST_TO_SLIP = 6


@dataclass(frozen=True)
class Marked:
    """A text, and for each character the cues whose quoted words it belongs to."""

    chars: tuple[str, ...]
    marks: tuple[frozenset[Cue], ...]

    @property
    def text(self) -> str:
        return "".join(self.chars)


Change = Callable[[Marked, random.Random], Marked]


def mark(text: str, quotes: Mapping[Cue, str]) -> Marked:
    marks: list[set[Cue]] = [set() for _ in text]
    for cue, quote in quotes.items():
        start = text.index(quote)
        for place in range(start, start + len(quote)):
            marks[place].add(cue)
    return Marked(tuple(text), tuple(frozenset(cues) for cues in marks))


def typos(marked: Marked, chance: random.Random) -> Marked:
    """Letters swapped, left out or doubled inside longer words; never in numbers."""
    places = [place for place in range(1, len(marked.chars) - 1) if _inside_word(marked.chars, place)]
    slips = set(chance.sample(places, min(len(places), 1 + len(places) // _LETTERS_A_TYPO))) if places else set()
    order: list[int] = []
    place = 0
    while place < len(marked.chars):
        if place in slips:
            order += chance.choice(([place + 1, place], [place + 1], [place, place, place + 1]))
            place += 2
        else:
            order.append(place)
            place += 1
    return _take(marked, order)


def lower_case(marked: Marked, _: random.Random) -> Marked:
    return replace(marked, chars=tuple(char.lower() if len(char.lower()) == 1 else char for char in marked.chars))


def upper_case(marked: Marked, _: random.Random) -> Marked:
    return replace(marked, chars=tuple(char.upper() if len(char.upper()) == 1 else char for char in marked.chars))


def no_punctuation(marked: Marked, _: random.Random) -> Marked:
    """Sentence marks gone, those inside numbers (1,200; 2.5) and words kept."""
    chars = marked.chars
    kept = [place for place, char in enumerate(chars) if char not in ".,;:!?" or _belongs(chars, place)]
    return _take(marked, kept)


def no_apostrophes(marked: Marked, _: random.Random) -> Marked:
    return _take(marked, [place for place, char in enumerate(marked.chars) if char not in "'\u2019"])


def long_forms(marked: Marked, _: random.Random) -> Marked:
    """Contractions written out: "I'd" as "i would"."""
    for short, long in _CONTRACTIONS:
        while (start := _find_word(marked.text, short)) >= 0:
            middle = Marked(tuple(long), (marked.marks[start],) * len(long))
            marked = _join(_cut(marked, 0, start), middle, _cut(marked, start + len(short), len(marked.chars)))
    return marked


def emoji(marked: Marked, chance: random.Random) -> Marked:
    return _join(marked, unmarked(" " + "".join(chance.choices(_EMOJI, k=chance.randint(1, 3)))))


def rant(sentences: Sequence[str], length: int) -> Change:
    """Talk that is no move, before and after the message, until it has about `length` characters."""

    def change(marked: Marked, chance: random.Random) -> Marked:
        room = length - len(marked.chars)
        for sentence in chance.sample(list(sentences), len(sentences)):
            room -= len(sentence) + 1
            if room < 0:
                break
            if chance.random() < 0.5:  # noqa: PLR2004
                marked = _join(unmarked(sentence + " "), marked)
            else:
                marked = _join(marked, unmarked(" " + sentence))
        return marked

    return change


def unmarked(text: str) -> Marked:
    return Marked(tuple(text), (frozenset(),) * len(text))


def join(one: Marked, other: Marked) -> Marked:
    """Two messages said in one breath."""
    return _join(one, unmarked(" "), other)


def _join(*parts: Marked) -> Marked:
    return Marked(tuple(c for part in parts for c in part.chars), tuple(m for part in parts for m in part.marks))


def _cut(marked: Marked, start: int, end: int) -> Marked:
    return Marked(marked.chars[start:end], marked.marks[start:end])


def _take(marked: Marked, order: Sequence[int]) -> Marked:
    return Marked(tuple(marked.chars[i] for i in order), tuple(marked.marks[i] for i in order))


def _inside_word(chars: Sequence[str], place: int) -> bool:
    """Inside a word that is long enough to stay readable, and too long for most numerals."""
    around = "".join(chars[max(0, place - _SHORTEST_TO_SLIP) : place + _SHORTEST_TO_SLIP + 1])
    at = min(place, _SHORTEST_TO_SLIP)
    word = next((m for m in re.finditer(r"[^\W\d_]+", around) if m.start() < at < m.end() - 1), None)
    return word is not None and len(word[0]) >= _SHORTEST_TO_SLIP and chars[place] != chars[place + 1]


def _belongs(chars: Sequence[str], place: int) -> bool:
    """A mark inside a number or an address (1,200; .5; example.com) is no sentence mark."""
    before = chars[place - 1] if place else " "
    after = chars[place + 1] if place + 1 < len(chars) else " "
    return after.isdigit() or (before.isalnum() and after.isalnum())


def _find_word(text: str, word: str) -> int:
    plain = "".join(low if len(low := char.lower()) == 1 else char for char in text).replace("\u2019", "'")
    start = plain.find(word)
    while start >= 0:
        end = start + len(word)
        if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            return start
        start = plain.find(word, start + 1)
    return -1
