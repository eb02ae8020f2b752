"""A user with a phone: writes, taps, reads."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from tests.fake_bot_api.polls import Poll
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import BotState, Shown

THINKING = timedelta(seconds=40)
_QUERIES = count(1)


@dataclass
class Clock:
    """The time of day in a test: goes on when a user does something."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def goes_on(self, by: timedelta = THINKING) -> None:
        self.now += by


@dataclass
class Player:
    bot: FakeBot
    clock: Clock
    id: int = 501
    first_name: str = "Ann"
    chat: dict[str, Any] | None = None
    _read: int = 0
    _message_ids: "count[int]" = field(default_factory=lambda: count(1))

    async def says(self, text: str, **more: Any) -> int:
        """Sends a text; the id of its update."""
        entities: dict[str, Any] = {}
        if text.startswith("/") and len(text) > 1:
            entities = {"entities": [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]}
        return await self.sends(text=text, **entities, **more)

    async def sends(self, *, kind: str = "message", **content: Any) -> int:
        """Sends anything that a message can hold."""
        self.clock.goes_on()
        return await self.bot.add_update(kind, self.message(**content))

    def message(self, **content: Any) -> dict[str, Any]:
        chat = self.chat or {"id": self.id, "type": "private", "first_name": self.first_name}
        date = int(self.clock.now.timestamp())
        return {"message_id": next(self._message_ids), "date": date, "chat": chat, "from": self.user, **content}

    async def sees(self, fragment: str) -> Shown:
        """Waits for a message with these words among those not read yet, and reads up to it."""

        def find(state: BotState) -> tuple[int, Shown] | None:
            for place, message in list(enumerate(state.shown))[self._read :]:
                if message.chat_id == self._chat_id and fragment in message.text:
                    return place, message
            return None

        place, message = await self.bot.wait_for(find, repr(fragment))
        self._read = place + 1
        return message

    async def presses(self, label: str, on: Shown | None = None) -> str:
        """Taps the newest button with this label, or the one below `on`; the id of the query."""
        message = on or self._with_button(label)
        data = next(data for row in message.rows for text, data in row if text == label)
        return await self.presses_data(data, message)

    async def presses_data(self, data: str, on: Shown, query_id: str | None = None) -> str:
        self.clock.goes_on()
        query_id = query_id or f"q{next(_QUERIES)}"
        keyboard = [[{"text": text, "callback_data": found} for text, found in row] for row in on.rows]
        shown = self.message(text=on.text) | {"message_id": on.id, "reply_markup": {"inline_keyboard": keyboard}}
        query = {"id": query_id, "from": self.user, "chat_instance": "1", "data": data, "message": shown}
        await self.bot.add_update("callback_query", query)
        return query_id

    async def votes(self, place: int, on: Poll) -> int:
        """Taps an option, in whosever chat the poll stands; the id of the update."""
        self.clock.goes_on()
        return await self.bot.add_update("poll_answer", on.vote(self.user, place))

    async def sees_poll(self) -> Poll:
        """Waits for a poll among the messages not read yet, and reads up to it."""

        def find(state: BotState) -> tuple[int, Poll] | None:
            for place, message in list(enumerate(state.shown))[self._read :]:
                if message.chat_id == self._chat_id and message.poll:
                    return place, message.poll
            return None

        place, poll = await self.bot.wait_for(find, "a poll")
        self._read = place + 1
        return poll

    async def toast(self, query_id: str) -> str:
        """The short text shown above the chat for a tap; empty where there is none."""

        def find(state: BotState) -> str | None:
            for call in state.calls:
                if call.method == "answerCallbackQuery" and call.params["callback_query_id"] == query_id:
                    return str(call.params.get("text", ""))
            return None

        return await self.bot.wait_for(find, f"an answer to {query_id}")

    @property
    def unread(self) -> list[str]:
        return [message.text for message in self.bot.state.shown[self._read :] if message.chat_id == self._chat_id]

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.first_name}

    @property
    def _chat_id(self) -> int:
        return int(self.chat["id"]) if self.chat else self.id

    def _with_button(self, label: str) -> Shown:
        mine = [message for message in self.bot.state.shown if message.chat_id == self._chat_id]
        return next(message for message in reversed(mine) if any(label in row for row in message.labels))
