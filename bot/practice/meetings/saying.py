"""A plain yes or no, or “leave it so”, in whatever words."""

import re

_BEFORE = "\"'“”(…. ,"
_YES = re.compile(
    r"(?:yes|yep|yeah|yup|y|sure|of course|absolutely|definitely|certainly|i would|i do|it does|it is|true|right)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:no|nope|nah|n|not really|not|never|i wouldn'?t|i don'?t|it isn'?t|it doesn'?t|hardly)\b", re.IGNORECASE
)
_PASS = re.compile(
    r"(?:please )?(?:skip|skip (?:it|this|that)|pass|next|(?:leave|keep) it(?: so| like that| as it is)?|as it is"
    r"|(?:i )?(?:don'?t|do not) know(?: yet)?|no idea|not sure(?: yet)?|dunno|idk)"
)


def passes_over(text: str) -> bool:
    """Whether it only says that there is nothing to say, as the button does."""
    return _PASS.fullmatch(text[:40].strip(" .,!?…").casefold().replace("\u2019", "'")) is not None


def yes_or_no(text: str) -> bool | None:
    """By how it begins; None where that says neither."""
    said = text.strip().lstrip(_BEFORE)[:40]
    if _NO.match(said):
        return False
    return True if _YES.match(said) else None
