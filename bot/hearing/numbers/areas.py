"""Areas and volumes: "84 sqm", "12 m²", "200 sq. ft", "two square metres", "3 cubic yards"."""

from bot.hearing.numbers.tokens import Look

_DIMENSIONS = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_LENGTHS = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "meter"),
    **dict.fromkeys(("km", "kilometer", "kilometers", "kilometre", "kilometres"), "kilometer"),
    **dict.fromkeys(("ft", "foot", "feet"), "foot"),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), "yard"),
    **dict.fromkeys(("in", "inch", "inches"), "inch"),
    **dict.fromkeys(("mi", "mile", "miles"), "mile"),
}
WHOLE = {
    **dict.fromkeys(("sqm", "qm", "m²"), "square meter"),
    **dict.fromkeys(("sqft", "ft²"), "square foot"),
    "km²": "square kilometer",
    "m³": "cubic meter",
}
"""Areas written in one word."""
_POWERS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}


def area(look: Look, at: int) -> tuple[str, int] | None:
    """The unit that stands at a place, and where it ends."""
    word = look.word(at)
    if word in WHOLE:
        return WHOLE[word], at + 1
    if word in _DIMENSIONS:
        length = at + 1 + (look.word(at + 1) == ".")
        return (f"{_DIMENSIONS[word]} {_LENGTHS[look.word(length)]}", length + 1) if _is_length(look, length) else None
    power = _POWERS.get(look.word(at + 1)) if look.glued(at + 1) else None
    return (f"{power} {_LENGTHS[word]}", at + 2) if power and word in {"m", "km", "ft"} else None


def _is_length(look: Look, at: int) -> bool:
    return look.word(at) in _LENGTHS
