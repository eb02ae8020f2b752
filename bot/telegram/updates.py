"""Updates as Telegram wrote them: kept whole, whatever the library makes of them later."""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot, Update

KINDS = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)

RawUpdate = Mapping[str, Any]


class UpdateBot(Bot):
    """The library's bot, and the updates unread: one that it cannot read must not hold up those behind it."""

    async def fetch(self, offset: int | None, seconds: int) -> Sequence[RawUpdate]:
        """What waits from `offset` on; an answer comes after `seconds` at the latest. Confirms what came before `offset`."""
        wanted = {"offset": offset, "timeout": seconds, "allowed_updates": list(KINDS)}
        found = await self._post("getUpdates", wanted)
        return [update for update in found if number_of(update) is not None] if isinstance(found, list) else []


def number_of(update: RawUpdate) -> int | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def lane_of(update: RawUpdate) -> int:
    """Whose an update is. User and private chat have one number in Telegram, so that a tap and a text are one lane; 0 for nobody's."""
    for kind in KINDS:
        content = update.get(kind)
        if isinstance(content, dict):
            return _id(content.get("from")) or _id(content.get("chat"))
    return 0


def _id(owner: object) -> int:
    number = owner.get("id") if isinstance(owner, dict) else None
    return number if isinstance(number, int) and abs(number) < _LARGEST else 0


_LARGEST = 2**63
