"""The library's bot with plain data: updates as Telegram wrote them, kept whole, and calls as they were kept."""

from collections.abc import Mapping, Sequence

from telegram import Bot, Update

from bot.services.raw_updates import KINDS, RawUpdate, number_of


class UpdateBot(Bot):
    """The library's bot, and the updates unread: one that it cannot read must not hold up those behind it."""

    async def fetch(self, offset: int | None, seconds: int) -> Sequence[RawUpdate]:
        """What waits from `offset` on; an answer comes after `seconds` at the latest. Confirms what came before `offset`."""
        wanted = {"offset": offset, "timeout": seconds, "allowed_updates": list(KINDS)}
        found = await self._post("getUpdates", wanted)
        return [update for update in found if number_of(update) is not None] if isinstance(found, list) else []

    async def make(self, method: str, params: Mapping[str, object]) -> object:
        """Any call of the Bot API, and what Telegram answers: hardly anybody asks, so that it is not turned into the library's objects."""
        return await self._post(method, dict(params))


def read_update(update: RawUpdate, bot: Bot) -> Update:
    """As the library has it. It insists on what a server of one's own that is older than itself does not write beside a vote."""
    vote = update.get("poll_answer")
    if isinstance(vote, Mapping):
        update = {**update, "poll_answer": {"option_persistent_ids": [], **vote}}
    return Update.de_json(dict(update), bot)
