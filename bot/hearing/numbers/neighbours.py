"""Words beside a quantity that make it a change ("another", "off") or a rate ("a day")."""

from bot.hearing.numbers import units
from bot.hearing.numbers.plurals import singular
from bot.hearing.numbers.quantity import Change
from bot.hearing.numbers.tokens import Look


def change_around(look: Look, start: int, stop: int) -> Change | None:
    before, inside = look.word(start - 1), {look.word(i) for i in range(start, stop)}
    if before in units.MORE_BEFORE or inside & units.MORE_BEFORE or "more" in inside:
        return Change.MORE
    if inside & {"less", "fewer"}:
        return Change.LESS
    steps = [look.word(start - back) for back in (1, 2, 3)]
    if steps[0] in {"of", "by", "off"} or steps[0] in units.CHANGE_NOUNS:
        for word in steps:
            if word in units.CHANGE_NOUNS:
                return Change(units.CHANGE_NOUNS[word])
    return change_after(look, stop)


def change_after(look: Look, stop: int) -> Change | None:
    word = look.word(stop)
    if word in units.MORE_AFTER or (word == "on" and look.word(stop + 1) == "top"):
        return Change.MORE
    return Change.LESS if word in units.LESS_AFTER else None


def rate_after(look: Look, stop: int) -> tuple[str | None, int]:
    word = look.word(stop)
    if word in {"pw", "weekly"}:
        return "week", stop + 1
    if word in {"pcm", "monthly"}:
        return "month", stop + 1
    if word in {"pa", "yearly", "annually"}:
        return "year", stop + 1
    following = look.word(stop + 1)
    unit = units.TIME_WORDS.get(following)
    if word in {"a", "an", "each", "every", "per", "/", "the"} and unit and not (word == "the" and unit == "month"):
        return unit, stop + 2
    if word in {"per", "/"} and following.isalpha():
        return singular(following), stop + 2
    return ("each", stop + 1) if word in {"each", "apiece"} else (None, stop)
