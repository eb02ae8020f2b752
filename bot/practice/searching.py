"""Finding scripts by words: titles before the rest, whole words before beginnings. Without an index: a library is some dozens."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from bot.practice.script import Script

LONGEST = 24
"""Characters of a search that count: a button that turns the page carries them."""

_BETWEEN = "+"
_WORD = re.compile(r"[a-z0-9]{2,}")
_APOSTROPHE = re.compile("['\u2019]")
_WHOLE, _BEGUN = 3, 2
_ROOT, _ENDING = 4, 2
_SPELT, _CLOSE = 5, 0.8
# What stands everywhere tells scripts apart nowhere, and a greeting looks for nobody.
_EVERYWHERE = (
    "about all an and any are as at be but by can do for from hello hey hi how in is it like me my no not of off ok okay on one or our"
    " please so some someone something thank thanks that the them they this to up us we what who with yes you your"
)
_COMMON = frozenset(_EVERYWHERE.split())


def search_words(text: str) -> tuple[str, ...]:
    """What a text looks for: its telling words in small plain letters, the first 24 characters of them."""
    found = " ".join(_telling(text))[:LONGEST]
    return tuple(dict.fromkeys(_telling(found)))


def _telling(text: str) -> list[str]:
    return [word for word in _words(text) if word not in _COMMON]


def find(scripts: Sequence[Script], words: Sequence[str]) -> tuple[Script, ...]:
    """The scripts in which every word stands, or where there are none, any of them; the best first."""
    fields = [tuple(_fields(script)) for script in scripts]
    known = sorted({word for script in fields for stands, _ in script for word in stands})
    meant = [(word, frozenset(_meant(word, known))) for word in words]
    found = []
    for script, texts in zip(scripts, fields, strict=True):
        points = [_points(word, others, texts) for word, others in meant]
        if any(points):
            found.append((sum(map(bool, points)), sum(points), script))
    most = max((matched for matched, _, _ in found), default=0)
    best = sorted(found, key=lambda one: (-one[0], -one[1]))
    return tuple(script for matched, _, script in best if matched == most or most < len(words))


def _fields(script: Script) -> Iterator[tuple[frozenset[str], int]]:
    """The texts of a script that say what it is about, and what a word in each is worth."""
    ask = script.ask
    asks = (ask.stretch.words, ask.target.words, ask.target.gain, ask.floor.words, *ask.reasons)
    for text, worth in (
        (script.title, 5),
        (f"{script.counterpart.name} {script.area}", 4),
        (script.counterpart.role, 3),
        (" ".join(asks), 2),
        (f"{script.brief} {script.situation} {script.counterpart.about}", 1),
    ):
        yield frozenset(_words(text)), worth


def _words(text: str) -> list[str]:
    plain = _APOSTROPHE.sub("", unicodedata.normalize("NFKD", text).casefold())
    # Marks stand behind their letters once these are taken apart.
    return _WORD.findall("".join(character for character in plain if not unicodedata.combining(character)))


def _meant(word: str, known: Sequence[str]) -> Iterable[str]:
    """The library's words that a search word may stand for: those it begins, its own root, or where there is none, what is spelt much the same."""
    fitting = [other for other in known if other.startswith(word) or _is_root(other, word)]
    if fitting or len(word) < _SPELT:
        return fitting
    return get_close_matches(word, known, n=3, cutoff=_CLOSE)


def _is_root(other: str, word: str) -> bool:
    """“raise” for “raises”."""
    return len(other) >= _ROOT and word.startswith(other) and len(word) - len(other) <= _ENDING


def _points(word: str, meant: frozenset[str], texts: Iterable[tuple[frozenset[str], int]]) -> int:
    return max((worth * (_WHOLE if word in stands else _BEGUN) for stands, worth in texts if stands & meant), default=0)


def packed(words: Sequence[str]) -> str:
    """The words as a button carries them."""
    return _BETWEEN.join(words)


def unpacked(text: str) -> tuple[str, ...]:
    return search_words(text.replace(_BETWEEN, " "))
