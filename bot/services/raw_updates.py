"""Updates as a messenger wrote them, read with care: nothing in them is sure to be what it should be."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

KINDS = ("message", "edited_message", "callback_query", "poll_answer")
"""Telegram's updates that mean something to this program."""

OTHER_KIND = "other"

_LARGEST = 2**63
_YEAR_9999 = 253_370_764_800

RawUpdate = Mapping[str, Any]


def kind_of(update: object) -> str:
    return next((kind for kind in KINDS if isinstance(update, dict) and kind in update), OTHER_KIND)


def number_of(update: object) -> int | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and abs(number) < _LARGEST else None


def lane_of(update: RawUpdate) -> int:
    """Whose an update is. User and private chat have one number in Telegram, so that a tap and a text are one lane; 0 for nobody's."""
    content = _content(update)
    return _id(content.get("from")) or _id(content.get("user")) or _id(content.get("chat"))


def album_of(update: RawUpdate) -> str | None:
    """One mark for all pictures that somebody sent in one go: Stepdown reads none of them, so one of them stands for all. It names nobody."""
    album = _content(update).get("media_group_id") if "message" in update else None
    if not isinstance(album, str) or not album:
        return None
    return sha256(f"{lane_of(update)} {album!a}".encode()).hexdigest()


def written_at(update: RawUpdate) -> datetime | None:
    """When a message was sent or edited, by Telegram's clock; None where that is not said, as with taps."""
    content = _content(update)
    seconds = content.get("edit_date") or content.get("date")
    if isinstance(seconds, int) and 0 < seconds < _YEAR_9999:
        return datetime.fromtimestamp(seconds, UTC)
    return None


def is_private_message(update: RawUpdate) -> bool:
    chat = _content(update).get("chat") if "message" in update else None
    return isinstance(chat, dict) and chat.get("type") == "private"


def _content(update: RawUpdate) -> Mapping[str, Any]:
    content = update.get(kind_of(update))
    return content if isinstance(content, dict) else {}


def _id(owner: object) -> int:
    number = owner.get("id") if isinstance(owner, dict) else None
    return number if isinstance(number, int) and abs(number) < _LARGEST else 0
