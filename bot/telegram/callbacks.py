"""Actions as callback data and back: "go|12.3|salary-raise/guarded"."""

import re

from bot.services.replies import Action, Moment, Verb

LONGEST = 64
"""Bytes that Telegram carries on a button."""

_DATA = re.compile(r"([a-z]{1,10})\|(\d{1,18})\.(\d{1,9})\|([!-~]{0,48})", re.ASCII)
_VERBS = {verb.value: verb for verb in Verb}


def encode(action: Action) -> str:
    """Raises ValueError where the action does not fit on a button or could not be read back."""
    data = f"{action.verb}|{action.moment.round_id}.{action.moment.turn}|{action.target}"
    if len(data.encode()) > LONGEST or decode(data) != action:
        raise ValueError(f"no button can carry {data!r}")
    return data


def decode(data: str) -> Action | None:
    """The action of a button, whoever made it; None where it is none of ours."""
    found = _DATA.fullmatch(data)
    if found is None or found[1] not in _VERBS:
        return None
    return Action(_VERBS[found[1]], Moment(int(found[2]), int(found[3])), found[4])
