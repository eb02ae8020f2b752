"""Words, numbers and signs of a message with their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TEXT_LIMIT = 4096

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_SHAPE = re.compile(
    # Telephone numbers, then versions and dates with dots: digits that are no one number.
    r"(?P<digits>(?:\+|(?<![\w.,])0)(?:[ ()/-]{0,2}[0-9]){8,14}(?![0-9])"
    r"|(?<!\w)[0-9]{3}-(?:[0-9]{3}-[0-9]|0)[0-9]{3}(?!\w)"
    r"|(?![0-9]{1,3}(?:\.[0-9]{3})+(?![.0-9]))[0-9]{1,4}(?:\.[0-9]{1,4}){2,5}(?![0-9]))"
    r"|(?P<vulgar>[0-9]{0,3}[½¼¾⅓⅔])"
    r"|(?P<number>[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:\.[0-9]{3})+|(?:[ \u00a0\u202f'][0-9]{3})+)(?:[.,][0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,12}(?:[.,][0-9]{1,2})?(?![0-9])"
    r"|(?<![\w.])\.[0-9]{1,2}(?![0-9]))"
    r"|(?P<long>[0-9]+)"
    r"|(?P<dotted>(?<![^\W\d_])(?:[ap]\.m|p\.[ahwdp]|p\.c\.m)(?![^\W\d_])\.?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)"
    r"|(?P<sign>\S)",
)
_GROUPED = re.compile(r"([0-9]{1,3})((?:[,. \u00a0\u202f'][0-9]{3})+)([.,][0-9]{1,2})?")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u2013": "-", "\u2014": "-"})


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

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text

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

    def spelled(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].spelled

    def written(self, index: int) -> str:
        """The token as the user wrote it, capitals and all."""
        return self.text[self.tokens[index].start : self.tokens[index].end] if 0 <= index < len(self.tokens) else ""


def plain(text: str) -> str:
    """Lower case with straight quotes and dashes; every character keeps its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_QUOTES)


def shapes(text: str) -> Iterator[Token]:
    """The tokens of the first `TEXT_LIMIT` characters; number words are still words."""
    last_end = 0
    for match in _SHAPE.finditer(plain(text[:TEXT_LIMIT])):
        yield Token(
            word=match[0].replace(".", "") if match["dotted"] else match[0],
            start=match.start(),
            end=match.end(),
            glued=match.start() == last_end and last_end > 0,
            value=_value(match["number"] or match["vulgar"]),
        )
        last_end = match.end()


def _value(number: str | None) -> float | None:
    """1,200 and 1.200 and 1 200 are twelve hundred; 1.5 and 1,5 are one and a half; 0.125 stays below one."""
    if number is None:
        return None
    if number[-1] in _VULGAR:
        return float(number[:-1] or 0) + _VULGAR[number[-1]]
    grouped = _GROUPED.fullmatch(number)
    if grouped is None or grouped[1] == "0":
        return float(number.replace(",", "."))
    whole = re.sub(r"[^0-9]", "", grouped[1] + grouped[2])
    return float(whole + (grouped[3] or "").replace(",", "."))
