"""A reply as what Telegram is to show: a few messages, the buttons below the last."""

from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup

from bot.services.meetings.parts import PictureSent
from bot.services.parts.drills import DrillAsked, Quiz
from bot.services.replies import Choice, FileSent, Reply, Verb
from bot.telegram.views.keyboards import keyboard
from bot.telegram.views.markup import Paragraph, paragraphs, visible
from bot.telegram.views.splitting import messages
from bot.texts import say
from bot.texts.blocks import Passage
from bot.texts.prose import passages

MOST_PIECES = 3
"""A passage of more messages than this comes as a file: nobody wants a chat full of it."""

_TOAST = 200
_FILE_NAME = "word-for-word.txt"


@dataclass(frozen=True)
class Text:
    html: str
    buttons: InlineKeyboardMarkup | None = None


@dataclass(frozen=True)
class Document:
    name: str
    content: bytes
    caption: str | None = None
    buttons: InlineKeyboardMarkup | None = None


@dataclass(frozen=True)
class Poll:
    """A quiz whose votes name their voters; `question_id` is whose answer they are."""

    quiz: Quiz
    question_id: int
    buttons: InlineKeyboardMarkup | None = None


@dataclass(frozen=True)
class Photo:
    name: str
    content: bytes
    buttons: InlineKeyboardMarkup | None = None


Shown = Text | Document | Photo | Poll


def show(reply: Reply) -> tuple[Shown, ...]:
    """What can be asked as a poll is one, in place of the question and its options."""
    asked = [part for part in reply.parts if isinstance(part, DrillAsked)]
    polls = tuple(Poll(_greeted(part.quiz, part.greeting), part.question_id) for part in asked if part.quiz)
    if not polls:
        return _shown(reply)
    others = tuple(part for part in reply.parts if not isinstance(part, DrillAsked))
    rows = tuple(kept for row in reply.choices if (kept := _but_options(row)))
    return (*_shown(replace(reply, parts=others, choices=())), *polls[:-1], replace(polls[-1], buttons=keyboard(rows)))


def _greeted(quiz: Quiz, greeting: str) -> Quiz:
    return quiz.greeted(say(greeting)) if greeting else quiz


def _but_options(row: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(choice for choice in row if choice.action.verb is not Verb.PICK)


def _shown(reply: Reply) -> tuple[Shown, ...]:
    shown: list[Shown] = [item for passage in passages(reply.parts) for item in _passage(passage)]
    if shown and (buttons := keyboard(reply.choices)):
        shown[-1] = replace(shown[-1], buttons=buttons)
    files = (Document(part.name, part.content) for part in reply.parts if isinstance(part, FileSent))
    photos = (Photo(part.name, part.content) for part in reply.parts if isinstance(part, PictureSent))
    return (*shown, *files, *photos)


def toast(reply: Reply) -> str:
    """The reply as the short line that Telegram shows above the chat when a button is pressed."""
    found = [block.text for passage in passages(reply.parts) for block in passage.blocks]
    return visible(" ".join(found))[:_TOAST]


def _passage(passage: Passage) -> list[Shown]:
    found = paragraphs(passage.blocks)
    texts = messages(found)
    if len(texts) > MOST_PIECES:
        return [_file(found)]
    return [Text(html) for html in texts]


def _file(found: tuple[Paragraph, ...]) -> Document:
    content = "\n\n".join(paragraph.plain for paragraph in found)
    return Document(_FILE_NAME, content.encode(), caption=say("long_as_file"))
