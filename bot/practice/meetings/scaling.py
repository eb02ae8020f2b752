"""What a plan's asks are sized by, made fit for a script, and what the counterpart could offer between floor and target."""

import math
import re
from collections.abc import Iterator, Sequence

from bot.practice.amounts import hear_amounts, mentions
from bot.practice.lint_constraints import can_be_trimmed
from bot.practice.measures import in_order, position
from bot.practice.script import Ask, Counter, Measure, MeasureKind

_MOST = 4
_LONGEST = 80
_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:([.,' ])\d{3})+")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_COUNTED = re.compile(rf"^(\d+|an?|{'|'.join(_WORDS)}) (\w+)$", re.IGNORECASE)
_NEAR = 1e-6
_STEPS_OF_NUMBERS = (*(part * 10.0**power for power in range(9, 0, -1) for part in (1.0, 0.5)), 1.0, 0.5)
_DOING = re.compile(
    r"(?:allow|ask|babysit|be|borrow|bring|buy|come|cover|cut|do|drive|extend|feed|fix|get|finish|give|go|hand in|have|help|hire|hold|join|keep|leave|lend|let|look"
    r"|make|meet|mind|move|pay|pick|postpone|put|repair|replace|send|share|show|start|stay|stop|swap|take|teach|tell|use|wait|walk|watch|water|work"
    r"|write)\b",
    re.IGNORECASE,
)
"""Verbs that a wish begins with."""
_STEPS = (3, 2)
"""Stretch and target of a plan without figures."""


def usable(measures: Sequence[Measure], stretch: str, target: str, floor: str) -> tuple[Measure, ...]:
    """Those by which a talk can be sized. Where there is none, the plan's own words are: whoever says them asks for as much."""
    found: dict[str, Measure] = {}
    for measure in measures:
        if in_order(measure) and _is_recognised(measure):
            lowered = tuple(dict.fromkeys(noun.lower() for noun in measure.nouns))
            found.setdefault(measure.id, measure.model_copy(update={"nouns": lowered}))
    found = {name: _with_more(measure) for name, measure in found.items()}
    kept = tuple(_said_whole(measure, stretch, target, floor) for measure in found.values())[:_MOST]
    return kept if any(can_be_trimmed(measure) for measure in kept) else (_by_words(stretch, target, floor),)


def counter_to(ask: Ask) -> Counter | None:
    """What the counterpart could offer instead of the target, in words like the user's; None where there is nothing between it and the floor."""
    between = _between(ask)
    if between:
        return between
    heard = {name: amount.value for name, amount in hear_amounts(ask, ask.floor.words).items()}
    less = {name: value for name, value in heard.items() if _is_less(_measure(ask, name), value)}
    return Counter(words=_noun(ask.floor.words), amounts=less) if less else None


def _with_more(measure: Measure) -> Measure:
    """Where "3 weeks" stands for an ask, "3 more weeks" does, too."""
    told = {
        _COUNTED.sub(r"\1 more \2", words): value for words, value in measure.phrases.items() if _COUNTED.match(words)
    }
    return measure.model_copy(update={"phrases": {**told, **measure.phrases}}) if told else measure


def _by_words(stretch: str, target: str, floor: str) -> Measure:
    phrases = {words.lower(): float(value) for value, words in enumerate((floor, target, stretch), start=1) if words}
    measure = Measure(
        id="part", kind=MeasureKind.COUNT, stretch=3, target=2, floor=1, limit=9, nouns=("part",), phrases=phrases
    )
    return _said_whole(measure, stretch, target, floor)


def _said_whole(measure: Measure, stretch: str, target: str, floor: str) -> Measure:
    """Where single words of the plan stand for its three asks, the ask is said back as the plan puts it: “thursdays” would be a fragment."""
    by_words = measure.kind is MeasureKind.COUNT and (measure.stretch, measure.target) == _STEPS
    if not by_words or not set(measure.phrases.values()) >= {measure.stretch, measure.target}:
        return measure
    said = {floor: measure.floor, target: measure.target, stretch: measure.stretch}
    return measure.model_copy(update={"said_as": {_noun(words): value for words, value in said.items() if words}})


def _noun(words: str) -> str:
    """What to do is quoted: “yes to “watch the kids””."""
    return f"“{words}”" if _DOING.match(words) else words


def _is_recognised(measure: Measure) -> bool:
    if measure.kind is MeasureKind.DURATION:
        return measure.unit is not None
    return measure.kind is MeasureKind.MONEY or bool(measure.nouns)


def _measure(ask: Ask, name: str) -> Measure:
    return next(measure for measure in ask.measures if measure.id == name)


def _is_less(measure: Measure, value: float) -> bool:
    """Less than the target and not less than the floor."""
    return 0 <= position(measure, value) < 1


def _between(ask: Ask) -> Counter | None:
    """The target's words, with one number in them brought nearer to the floor, as far as that reads back as meant."""
    text = ask.target.words
    for measure in ask.measures:
        for mention in mentions(measure, ask, text):
            if not math.isclose(mention.value, measure.target, rel_tol=_NEAR):
                continue
            for said in _nearer(measure, text[mention.start : mention.end]):
                words = f"{text[: mention.start]}{said}{text[mention.end :]}"
                heard = {name: amount.value for name, amount in hear_amounts(ask, words).items()}
                if measure.id in heard and _is_less(measure, heard[measure.id]) and len(words) <= _LONGEST:
                    amounts = {
                        name: value for name, value in heard.items() if 0 <= position(_measure(ask, name), value) <= 1
                    }
                    return Counter(words=words, amounts=amounts)
    return None


def _nearer(measure: Measure, said: str) -> Iterator[str]:
    """The words with another number, the roundest ones first."""
    found = _DIGITS.search(said) or _WORD.search(said)
    if not found:
        return
    number = _read(found[0])
    low = _in_words_of(measure, measure.floor, number)
    for value in _round_between(low, number, in_parts=measure.kind is MeasureKind.MONEY):
        yield _agreeing(f"{said[: found.start()]}{_written(value, found[0])}{said[found.end() :]}", value)


def _in_words_of(measure: Measure, value: float, number: float) -> float:
    """A value as the number that stands for it where `number` stands for the target: "5" of five percent, "68" of 68k."""
    if measure.base is not None and math.isclose(abs(measure.target - measure.base), measure.base * number / 100):
        return abs(value - measure.base) / measure.base * 100 if measure.base else number
    return value * number / measure.target if measure.target else number


def _round_between(one: float, other: float, *, in_parts: bool) -> Iterator[float]:
    """Numbers strictly between, near the middle, the roundest first; whole ones, but for the “1.5k” of money."""
    low, high = min(one, other), max(one, other)
    middle = (low + high) / 2
    for step in _STEPS_OF_NUMBERS:
        value = round(round(middle / step) * step, 1)
        whole = step >= 1 or in_parts
        if whole and low < value < high and abs(value - middle) <= (high - low) / 3:
            yield value


def _read(digits: str) -> float:
    if digits.lower() in _WORDS:
        return float(_WORDS.index(digits.lower()) + 1)
    if _GROUPED.fullmatch(digits):
        return float(re.sub(r"\D", "", digits))
    return float(digits.replace(",", "."))


def _written(value: float, like: str) -> str:
    """The number in the way that the user writes numbers."""
    grouped = _GROUPED.fullmatch(like)
    if grouped:
        return f"{value:,.0f}".replace(",", grouped[1])
    if like.lower() in _WORDS and value <= len(_WORDS):
        return _WORDS[int(value) - 1]
    return f"{value:.10g}".replace(".", "," if "," in like else ".")


def _agreeing(words: str, value: float) -> str:
    return re.sub(r"^(1|one)([ -]\w+?)s\b", r"\1\2", words) if value == 1 else words
