"""Numbers in sayings and in names: "100% sure", "thanks a million", "my two cents", "3D", "4x4", "5-a-side", "3 Series"."""

from bot.hearing.numbers.tokens import Look

_BEHIND = {"star", "stars", "figure", "figures", "way", "ways"}
_GREAT_MANY = {"times", "thanks", "apologies", "pardons", "reasons", "things", "sorries"}
_WHOLEHEARTED = {
    "sure",
    "agree",
    "agreed",
    "certain",
    "committed",
    "behind",
    "honest",
    "happy",
    "convinced",
    "right",
    "fair",
}
_SCREENS = {"monitor", "tv", "video", "videos", "screen", "display", "footage", "camera", "projector"}
_RACES = {"run", "race", "races", "jog"}
_MODELS = {"series", "class", "pro", "max", "ultra", "mini", "plus", "gt"}
_DIMENSIONS = {2.0, 3.0, 4.0}
_SPELLED_BY_SOUND = {
    "4": {"the", "me", "u", "us", "you", "him", "her", "them", "my", "ur", "your", "sure", "ever"},
    "2": {"the", "u", "me", "my", "ur", "do", "get", "be", "see", "moro", "morrow", "morow", "nite", "gether"},
}
_MOSTLY = ["times", "out", "of"]  # nine … ten
_THANKS = {"thanks", "thx", "thank", "ta", "cheers", "sorry"}
_LINES = {480, 720, 1080, 1440, 2160}  # of a picture
_FEWEST_GRAMS = 10


def is_saying(look: Look, at: int) -> bool:
    """Whether the number at a place measures nothing because of the words beside it."""
    value, following = look.value(at) or 0, look.word(at + 1)
    if look.word(at + 1 + (following == "-")) in _BEHIND:
        return True
    if look.word(at).startswith("a ") and (following in _GREAT_MANY or look.word(at - 1) in {"thanks", "thx", "in"}):
        return True
    if value == 2 and following == "cents" and look.word(at - 1) in {"my", "your"}:  # noqa: PLR2004
        return True
    if value == 100 and following in {"%", "percent"} and look.word(at + 2) in _WHOLEHEARTED:  # noqa: PLR2004
        return True
    if value in _LINES and following == "p" and look.glued(at + 1):
        return True
    too = look.word(at) == "2" and look.word(at - 1) in {"u", "me"} and not following[:1].isalnum()  # "need u 2"
    thanked = look.word(at) == "4" and look.word(at - 1) in _THANKS  # "thx 4 hearing me"
    if too or thanked or following in _SPELLED_BY_SOUND.get(look.word(at), ()):
        return True
    if [look.word(at + ahead) for ahead in (1, 2, 3)] == _MOSTLY or [
        look.word(at - back) for back in (3, 2, 1)
    ] == _MOSTLY:
        return True
    return _is_hyphenated(look, at) or _is_size(look, at) or _is_model(look, at, value)


def _is_hyphenated(look: Look, at: int) -> bool:
    """Such as "1-on-1", "5-a-side"."""
    joined = look.word(at + 1) == "-" and look.glued(at + 1) and look.glued(at + 2)
    return joined and look.word(at + 2) in {"on", "to", "a"} and look.word(at + 3) == "-"


def _is_size(look: Look, at: int) -> bool:
    """Such as "4x4"."""
    after = look.word(at + 1) == "x" and look.glued(at + 1) and look.glued(at + 2) and look.value(at + 2) is not None
    before = look.word(at - 1) == "x" and look.glued(at - 1) and look.glued(at) and look.value(at - 2) is not None
    return after or before


def _is_model(look: Look, at: int, value: float) -> bool:
    """Such as "3 Series", "3D", "5g", "401k", "4K monitor", "10k run"."""
    following, glued = look.word(at + 1), look.glued(at + 1)
    if following in _MODELS and look.written(at + 1)[:1].isupper() and not look.spelled(at):
        return True
    if glued and following == "k":
        return value == 401 or look.word(at + 2) in _SCREENS | _RACES  # noqa: PLR2004
    return glued and (
        (following == "d" and value in _DIMENSIONS and look.written(at + 1) == "D") or _is_network(following, value)
    )


def _is_network(following: str, value: float) -> bool:
    return following == "g" and value < _FEWEST_GRAMS
