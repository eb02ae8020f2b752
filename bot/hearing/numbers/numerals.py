"""Numbers written in words: "twenty five thousand", "a hundred and fifty", "three fifty"."""

from collections.abc import Iterator

from text_to_num import text2num

from bot.hearing.numbers.tokens import Token, shapes

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SLIPS = """
    fourty forty ninty ninety fivty fifty thousend thousand thre three threee three fuor four fiv five sevn seven
    seveen seven eigth eight eigh eight nien nine elven eleven twevle twelve twleve twelve tweleve twelve twelv twelve
    fiften fifteen forteen fourteen tweny twenty twnety twenty therty thirty thrity thirty fiffty fifty hundered hundred
    hunderd hundred hundret hundred hunnid hundred thosand thousand thousnd thousand milion million
"""
_SCALES = {"hundred", "thousand", "million"}
_SINGLES, _TENFOLDS = set(_UNITS.split()), set(_TENS.split())
_MISSPELLED = {
    **dict(zip(_SLIPS.split()[::2], _SLIPS.split()[1::2], strict=True)),
    **{f"{word}ish": word for word in _SINGLES | _TENFOLDS},  # "fiveish" is near enough to five
}
NUMBER_WORDS = {*_SINGLES, *_TENFOLDS, *_SCALES, *_MISSPELLED}
_OPENERS = NUMBER_WORDS | {"a", "an"}
_LONGEST_NUMERAL = 8


def tokenize(text: str) -> list[Token]:
    return list(_read_numerals(list(shapes(text))))


def _read_numerals(tokens: list[Token]) -> Iterator[Token]:
    index = 0
    while index < len(tokens):
        if tokens[index].word not in _OPENERS:
            yield tokens[index]
            index += 1
            continue
        run, value = _longest_numeral(tokens, index)
        if value is None:
            yield tokens[index]
            index += 1
            continue
        tenths = _tenths(tokens, index + len(run))
        if tenths:
            run, value = [*run, *tokens[index + len(run) : index + len(run) + 2]], value + tenths
        yield Token(
            word=" ".join(t.word for t in run),
            start=run[0].start,
            end=run[-1].end,
            glued=run[0].glued,
            value=value,
            spelled=True,
        )
        index += len(run)


def _tenths(tokens: list[Token], at: int) -> float:
    """The end of "two point five"."""
    said = [token.word for token in tokens[at : at + 2]]
    digits = _UNITS.split()[:9]
    return (digits.index(said[1]) + 1) / 10 if len(said) > 1 and said[0] == "point" and said[1] in digits else 0.0


def _longest_numeral(tokens: list[Token], index: int) -> tuple[list[Token], float | None]:
    run = _numeral_run(tokens, index)
    value = _numeral_value([token.word for token in run])
    if value is None and len(run) > 1:  # "two and three" is no numeral, "two" is
        run = run[:1]
        value = _numeral_value([token.word for token in run])
    return run, value


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
    words = [_MISSPELLED.get(word, word) for word in words if word != "-"]
    if len(words) > 1 and words[0] in _SINGLES and words[1] in _TENFOLDS:
        words = [words[0], "hundred", *words[1:]]  # "three fifty"
    if len(words) == 3 and words[0] in _TENFOLDS and words[1] in _SINGLES and words[2] in _TENFOLDS:  # noqa: PLR2004
        return float(text2num(" ".join(words[:2]), "en")) + float(text2num(words[2], "en")) / 100  # "twenty-two fifty"
    try:
        return float(text2num(" ".join(words), "en"))
    except ValueError:
        return None
