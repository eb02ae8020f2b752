"""Words, numbers and signs of a message with their places, number words already read as numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text_to_num import text2num

TEXT_LIMIT = 4096

_SHAPE = re.compile(
    r"(?P<number>[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:\.[0-9]{3})+|(?:[ \u00a0\u202f'][0-9]{3})+)(?:[.,][0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,12}(?:[.,][0-9]{1,2})?(?![0-9]))"
    r"|(?P<digits>[0-9]+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)"
    r"|(?P<sign>\S)",
)
_GROUPED = re.compile(r"([0-9]{1,3})((?:[,. \u00a0\u202f'][0-9]{3})+)([.,][0-9]{1,2})?")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u2013": "-", "\u2014": "-"})

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES = {"hundred", "thousand", "million"}
_SINGLES = set(_UNITS.split())
NUMBER_WORDS = {*_SINGLES, *_TENS.split(), *_SCALES}
_OPENERS = NUMBER_WORDS | {"a", "an"}
_LONGEST_NUMERAL = 8


@dataclass(slots=True)
class Token:
    """`word` is lower case; `value` is None unless the token is a number; `glued` says that nothing parts it from the token before."""

    word: str
    start: int
    end: int
    glued: bool = False
    value: float | None = None
    spelled: bool = False


class Look:
    """Safe access to tokens around a place."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def word(self, index: int) -> str:
        return self.tokens[index].word if 0 <= index < len(self.tokens) else ""

    def value(self, index: int) -> float | None:
        return self.tokens[index].value if 0 <= index < len(self.tokens) else None

    def whole(self, index: int) -> int | None:
        """The digits at a place as a whole number, None for words, fractions and large numbers."""
        if not 0 <= index < len(self.tokens):
            return None
        token = self.tokens[index]
        if token.value is None or token.value > 9999 or token.value % 1:  # noqa: PLR2004
            return None
        return int(token.value)

    def glued(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].glued


def plain(text: str) -> str:
    """Lower case with straight quotes and dashes; every character keeps its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_QUOTES)


def tokenize(text: str) -> list[Token]:
    return list(_read_numerals(list(_shapes(plain(text[:TEXT_LIMIT])))))


def _shapes(text: str) -> Iterator[Token]:
    last_end = 0
    for match in _SHAPE.finditer(text):
        number = match["number"]
        yield Token(
            word=match[0],
            start=match.start(),
            end=match.end(),
            glued=match.start() == last_end and last_end > 0,
            value=None if number is None else _value(number),
        )
        last_end = match.end()


def _value(number: str) -> float:
    """1,200 and 1.200 and 1 200 are twelve hundred; 1.5 and 1,5 are one and a half; 0.125 stays below one."""
    grouped = _GROUPED.fullmatch(number)
    if grouped is None or grouped[1] == "0":
        return float(number.replace(",", "."))
    whole = re.sub(r"[^0-9]", "", grouped[1] + grouped[2])
    return float(whole + (grouped[3] or "").replace(",", "."))


def _read_numerals(tokens: list[Token]) -> Iterator[Token]:
    index = 0
    while index < len(tokens):
        if tokens[index].word not in _OPENERS:
            yield tokens[index]
            index += 1
            continue
        run = _numeral_run(tokens, index)
        value = _numeral_value([token.word for token in run])
        if value is None and len(run) > 1:  # "two and three" is no numeral, "two" is
            run = run[:1]
            value = _numeral_value([token.word for token in run])
        if value is None:
            yield tokens[index]
            index += 1
            continue
        first, last = run[0], run[-1]
        yield Token(
            word=" ".join(t.word for t in run),
            start=first.start,
            end=last.end,
            glued=first.glued,
            value=value,
            spelled=True,
        )
        index += len(run)


def _numeral_run(tokens: list[Token], start: int) -> list[Token]:
    """The words from `start` that make one numeral: "twenty five thousand", "a hundred and fifty", "thirty-five"."""
    run: list[Token] = []
    for token in tokens[start : start + 2 * _LONGEST_NUMERAL]:
        opens = not run and token.word in {"a", "an"} and _scale_follows(tokens, start)
        joins = bool(run) and token.word in {"and", "-"}
        if token.word not in NUMBER_WORDS and not opens and not joins:
            break
        if run and token.word in _SINGLES and run[-1].word in _SINGLES:
            break
        run.append(token)
    while run and run[-1].word in {"and", "-"}:
        run.pop()
    return run


def _scale_follows(tokens: list[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].word in _SCALES


def _numeral_value(words: list[str]) -> float | None:
    if not words:
        return None
    if words[0] in {"a", "an"}:
        words = ["one", *words[1:]]
    try:
        return float(text2num(" ".join(word for word in words if word != "-"), "en"))
    except ValueError:
        return None
