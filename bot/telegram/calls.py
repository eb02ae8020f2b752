"""Calls of the Bot API as plain data, so that they can be kept before they are made."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telegram import InlineKeyboardMarkup, Message

from bot.telegram.views import Document, Photo, Poll, Shown, Text
from storage.records import NewMessage, SendKind


class Method(StrEnum):
    SEND = "sendMessage"
    SEND_FILE = "sendDocument"
    SEND_PHOTO = "sendPhoto"
    SEND_POLL = "sendPoll"
    EDIT = "editMessageText"
    EDIT_BUTTONS = "editMessageReplyMarkup"


@dataclass(frozen=True)
class Call:
    """`question`: the drill's question that a poll shows, to be told the poll's number. `otherwise` is made where Telegram refuses the call: a message that cannot be edited any more is sent anew below."""

    chat_id: int
    method: Method
    params: Mapping[str, Any]
    kind: SendKind = SendKind.REPLY
    file: tuple[str, bytes] | None = None
    otherwise: "Call | None" = None
    question: int | None = None

    def to_message(self, bot_id: int) -> NewMessage:
        return NewMessage(bot_id=bot_id, chat_id=self.chat_id, kind=self.kind, body=json.dumps(self.to_json()))

    def to_json(self) -> dict[str, Any]:
        record: dict[str, Any] = {"method": self.method, "params": dict(self.params)}
        if self.file:
            record["file"] = [self.file[0], b64encode(self.file[1]).decode()]
        if self.question is not None:
            record["question"] = self.question
        if self.otherwise:
            record["otherwise"] = self.otherwise.to_json()
        return record


def read_call(body: str, chat_id: int, kind: SendKind) -> Call:
    """`chat_id`: where it goes now; a group may have moved since the call was kept."""
    return _read(json.loads(body), chat_id, kind)


def _read(record: Mapping[str, Any], chat_id: int, kind: SendKind) -> Call:
    file = record.get("file")
    otherwise = record.get("otherwise")
    return Call(
        chat_id=chat_id,
        method=Method(record["method"]),
        params=record["params"],
        kind=kind,
        file=(file[0], b64decode(file[1])) if file else None,
        otherwise=_read(otherwise, chat_id, SendKind.REPLY) if otherwise else None,
        question=record.get("question"),
    )


def sending(chat_id: int, shown: Sequence[Shown]) -> tuple[Call, ...]:
    return tuple(_send(chat_id, item) for item in shown)


def editing(message: Message, shown: Sequence[Shown]) -> tuple[Call, ...]:
    """The reply where `message` stands; below it where it is more than one text."""
    if len(shown) != 1 or not isinstance(shown[0], Text):
        return sending(message.chat_id, shown)
    params = {**_text(shown[0]), "message_id": message.message_id}
    below = _send(message.chat_id, shown[0])
    # No edit in kind: what is made otherwise is a message, and may not be made five times.
    return (Call(message.chat_id, Method.EDIT, params, SendKind.REPLY, otherwise=below),)


def leaving_buttons(message: Message, left: InlineKeyboardMarkup | None) -> Call:
    params = {"message_id": message.message_id, **_markup(left)}
    return Call(message.chat_id, Method.EDIT_BUTTONS, params, SendKind.EDIT)


def _send(chat_id: int, item: Shown) -> Call:
    if isinstance(item, Poll):
        return Call(chat_id, Method.SEND_POLL, {**_quiz(item), **_markup(item.buttons)}, question=item.question_id)
    if isinstance(item, Document):
        params = {**_markup(item.buttons), **({"caption": item.caption} if item.caption else {})}
        return Call(chat_id, Method.SEND_FILE, params, file=(item.name, item.content))
    if isinstance(item, Photo):
        return Call(chat_id, Method.SEND_PHOTO, _markup(item.buttons), file=(item.name, item.content))
    return Call(chat_id, Method.SEND, _text(item))


def _text(item: Text) -> dict[str, Any]:
    return {"text": item.html, **_markup(item.buttons)}


def _quiz(poll: Poll) -> dict[str, Any]:
    return {
        "question": poll.quiz.question,
        "options": [{"text": option} for option in poll.quiz.options],
        "type": "quiz",
        "is_anonymous": False,
        # Servers before and after several right options were allowed.
        "correct_option_id": poll.quiz.correct,
        "correct_option_ids": [poll.quiz.correct],
        "explanation": poll.quiz.explanation,
    }


def _markup(buttons: InlineKeyboardMarkup | None) -> dict[str, Any]:
    return {"reply_markup": buttons.to_dict()} if buttons else {}
