"""One bot as its server sees it: updates that wait, chats, the ledger, and faults still to come. Lives in the server's thread."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.fake_bot_api.polls import Poll, asked_poll
from tests.fake_bot_api.rules import (
    LONGEST_CAPTION,
    LONGEST_TEXT,
    LONGEST_TOAST,
    RefusedError,
    buttons,
    shown_text,
    units,
)


@dataclass
class Shown:
    """A message of the bot's as it stands now: `text` without markup, `html` as it was sent; a poll's text is its question."""

    id: int
    chat_id: int
    text: str
    html: str
    rows: list[list[tuple[str, str]]]
    document: bytes | None = None
    file_name: str = ""
    poll: Poll | None = None

    @property
    def labels(self) -> list[list[str]]:
        return [[label for label, _ in row] for row in self.rows]


@dataclass
class Call:
    method: str
    params: dict[str, Any]
    status: int = 200


@dataclass
class Fault:
    """For the next `times` calls of `method`: a refusal, or the answer broken off after its effect."""

    method: str
    status: int = 0
    retry_after: int = 0
    moved_to: int = 0
    times: int = 1
    broken_off: bool = False
    delay: float = 0.0


@dataclass
class BotState:
    token: str
    updates: list[dict[str, Any]] = field(default_factory=list)
    again: list[dict[str, Any]] = field(default_factory=list)
    """Handed over once more whatever was confirmed, as Telegram may."""

    shown: list[Shown] = field(default_factory=list)
    """Every message sent or edited, in order."""
    calls: list[Call] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=lambda: {"url": ""})
    blocked_by: set[int] = field(default_factory=set)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    message_ids: "count[int]" = field(default_factory=lambda: count(100))
    update_ids: "count[int]" = field(default_factory=lambda: count(1))
    poll_ids: "count[int]" = field(default_factory=lambda: count(5_400_000_000_000_000_001))

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": True, "first_name": "Stepdown", "username": "stepdown_bot"}

    def add_update(self, kind: str, content: dict[str, Any]) -> int:
        number = next(self.update_ids)
        self.updates.append({"update_id": number, kind: content})
        return number

    def fault(self, method: str) -> Fault | None:
        found = next((fault for fault in self.faults if fault.method == method and fault.times > 0), None)
        if found:
            found.times -= 1
        return found

    def waiting(self, offset: int) -> list[dict[str, Any]]:
        """Updates from `offset` on; asking confirms those before it."""
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        return self.updates[:100]

    def do(self, method: str, params: dict[str, Any]) -> Any:
        does = _METHODS.get(method)
        if does is None:
            raise RefusedError("Not Found", 404)
        return does(self, params)


def _send(bot: BotState, params: dict[str, Any]) -> Any:
    return _keep(bot, params, text=shown_text(params, "text", LONGEST_TEXT), html=params["text"])


def _send_document(bot: BotState, params: dict[str, Any]) -> Any:
    name, content = params["document"]
    caption = shown_text(params, "caption", LONGEST_CAPTION)
    return _keep(bot, params, text=caption, html=caption, document=content, file_name=name)


def _send_photo(bot: BotState, params: dict[str, Any]) -> Any:
    name, content = params["photo"]
    caption = shown_text(params, "caption", LONGEST_CAPTION)
    return _keep(bot, params, text=caption, html=caption, document=content, file_name=name)


def _send_poll(bot: BotState, params: dict[str, Any]) -> Any:
    poll = asked_poll(str(next(bot.poll_ids)), params)
    sent = _keep(bot, params, text=poll.question, html=poll.question, poll=poll)
    del sent["text"]
    return sent | {"poll": poll.as_sent}


def _keep(bot: BotState, params: dict[str, Any], **content: Any) -> dict[str, Any]:
    chat_id = int(params["chat_id"])
    if chat_id in bot.blocked_by:
        raise RefusedError("Forbidden: bot was blocked by the user", 403)
    message = Shown(id=next(bot.message_ids), chat_id=chat_id, rows=buttons(params), **content)
    bot.shown.append(message)
    return _as_sent(bot, message)


def _as_sent(bot: BotState, message: Shown) -> dict[str, Any]:
    chat = {"id": message.chat_id, "type": "private", "first_name": "x"}
    return {"message_id": message.id, "date": 1, "chat": chat, "from": bot.user(), "text": message.text}


def _edit_text(bot: BotState, params: dict[str, Any]) -> Any:
    message, text, rows = _existing(bot, params), shown_text(params, "text", LONGEST_TEXT), buttons(params)
    if (text, rows) == (message.text, message.rows):
        raise RefusedError("Bad Request: message is not modified")
    message.text, message.html, message.rows = text, params["text"], rows
    bot.shown.append(message)
    return _as_sent(bot, message)


def _edit_markup(bot: BotState, params: dict[str, Any]) -> Any:
    message, rows = _existing(bot, params), buttons(params)
    if rows == message.rows:
        raise RefusedError("Bad Request: message is not modified")
    message.rows = rows
    return _as_sent(bot, message)


def _existing(bot: BotState, params: dict[str, Any]) -> Shown:
    wanted = int(params["message_id"])
    found = next((message for message in bot.shown if message.id == wanted), None)
    if found is None:
        raise RefusedError("Bad Request: message to edit not found")
    return found


def _answer(_bot: BotState, params: dict[str, Any]) -> Any:
    if str(params["callback_query_id"]).startswith("old"):
        raise RefusedError("Bad Request: query is too old and response timeout expired or query ID is invalid")
    if units(str(params.get("text", ""))) > LONGEST_TOAST:
        raise RefusedError("Bad Request: MESSAGE_TOO_LONG")
    return True


def _commands(_bot: BotState, params: dict[str, Any]) -> Any:
    for command in params["commands"]:
        if not 1 <= len(command["description"]) <= 256:
            raise RefusedError("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    return True


def _webhook(bot: BotState, _params: dict[str, Any]) -> Any:
    return {"has_custom_certificate": False, "pending_update_count": len(bot.updates), **bot.webhook}


def _set_webhook(bot: BotState, params: dict[str, Any]) -> Any:
    bot.webhook = {"url": params["url"]}
    return True


def _fine(_bot: BotState, _params: dict[str, Any]) -> Any:
    return True


_METHODS: dict[str, Callable[[BotState, dict[str, Any]], Any]] = {
    "setWebhook": _set_webhook,
    "getMe": lambda bot, _: bot.user(),
    "sendMessage": _send,
    "sendDocument": _send_document,
    "sendPhoto": _send_photo,
    "sendPoll": _send_poll,
    "editMessageText": _edit_text,
    "editMessageReplyMarkup": _edit_markup,
    "answerCallbackQuery": _answer,
    "setMyCommands": _commands,
    "getWebhookInfo": _webhook,
    "sendChatAction": _fine,
    "deleteWebhook": _fine,
}
