"""A rehearsed line as a card can have it: whole, with its apostrophes and capitals, and without the greeting and the "right, look" in front."""

import re
from collections.abc import Iterable, Sequence

from bot.practice.meetings.contracted import with_apostrophes
from bot.practice.meetings.spoken import LONGEST, sentence, sentences

_FEWEST = 3
"""Words of a sentence that can stand alone on a card."""
_GREETINGS = r"(?:good )?(?:morning|afternoon|evening)|hi+|hiya|hello|hey+|dear"
_THANKS = r"thanks?(?: you)?(?: so much| a lot| again)?(?: for [^.,!?;:]{1,30})?|cheers|ta"
_FILLERS = r"right|look|listen|ok|okay|well|yeah|um+|uh+|oh|ah|alright|all right"
_GLAD = r"great|brilliant|brill|magic|grand|lovely|perfect|cool(?: cool)?|good|done|deal|fair enough|fair|sure|yes|yep|no worries|you're (?:a star|the best|great)|ur (?:a star|the best)|that's (?:fine|great|perfect|good)|got a min(?:ute)?|sorry|please|actually"
_NOT_BEFORE = r"(?!(?:now|at|into|after|for|of|to|as|away|side|idea|news|by|with)\b)"
_I = re.compile(r"\bi\b")


def plain_sentences(line: str, name: str) -> list[str]:
    """`name`: what the counterpart is called, which stands behind a greeting."""
    text = _I.sub("I", with_apostrophes(" ".join(line.split())))
    lead = _lead(name)
    while (found := lead.match(text)) and text[found.end() :].strip():
        text = text[found.end() :]
    return [said for one in sentences(text) if (said := sentence(one))]


def around(said: Sequence[str], at: int) -> str:
    """The sentence at `at`, with as many of those before and then behind it as fit; "" where it is too long itself."""
    low, high = at, at + 1
    if len(said[at]) > LONGEST:
        return ""
    while low > 0 and _fits(said[low - 1 : high]):
        low -= 1
    while high < len(said) and _fits(said[low : high + 1]):
        high += 1
    return " ".join(said[low:high])


def first_of(said: Sequence[str]) -> str:
    """As many of the first sentences as fit, from one on that says something; "" where none does."""
    start = next((at for at, one in enumerate(said) if len(one.split()) >= _FEWEST), None)
    if start is None or len(said[start]) > LONGEST:
        return ""
    end = start + 1
    while end < len(said) and _fits(said[start : end + 1]):
        end += 1
    return " ".join(said[start:end])


def holding(said: Iterable[str], quote: str) -> str:
    """The first whole sentence that the quote stands in, or that stands in the quote; "" where there is none that can stand alone."""
    words = _bare(with_apostrophes(quote))
    found = (one for one in said if words and (words in _bare(one) or _bare(one) in words))
    return next((one for one in found if _stands_alone(one)), "")


def _stands_alone(one: str) -> bool:
    return len(one.split()) >= _FEWEST and len(one) <= LONGEST and not one.endswith("?")


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .,!?;:")


def _fits(said: Sequence[str]) -> bool:
    return len(" ".join(said)) <= LONGEST


def _lead(name: str) -> re.Pattern[str]:
    words = [*name.split(), name]
    called = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True) if one)
    to_them = rf"(?:,? (?:there|mate|both|all{f'|{called}' if called else ''})\b)?"
    mark = r"(?: ?[,.!:;?]+ ?| - )"
    loose = rf"(?:{_GREETINGS}|{_FILLERS}){to_them}(?:{mark}| {_NOT_BEFORE})"
    marked = rf"(?:{_THANKS}|{_GLAD}){to_them}{mark}|great (?=thanks|so\b|then\b)"
    by_name = rf"|(?:{called})(?:[,.!:;] ?)" if called else ""
    return re.compile(rf"(?:{marked}|{loose}{by_name})", re.IGNORECASE)
