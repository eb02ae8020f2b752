"""Choices as buttons that a thumb can read."""

from collections.abc import Iterable, Iterator

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.services.ask_drill import EXAMPLE
from bot.services.replies import Action, Choice, Verb
from bot.telegram.callbacks import decode, encode
from bot.texts import say

# Characters that a phone shows on a button, by how many share a row.
_READABLE = {3: 12, 2: 18}
# What still makes sense below a debrief once something else has begun.
_LOOKS_BACK = frozenset({Verb.DISPUTE, Verb.POINTS, Verb.HISTORY, Verb.SHOW})
_MOVES_ON = frozenset({Verb.BEGIN, Verb.RESUME, Verb.CANCEL, Verb.AGAIN, Verb.HARDER, Verb.RETRY, Verb.ERASE})
_ONCE = frozenset({Verb.DISPUTE, Verb.OBJECT, Verb.BESIDE})
_PAGES = frozenset({Verb.HISTORY, Verb.SHOW})
_IN_PLANS = frozenset({Verb.REMIND, Verb.ZONE})
_IN_LISTS = frozenset({Verb.BROWSE, Verb.FIND, Verb.BRIEF, Verb.MENU})


def keyboard(choices: Iterable[Iterable[Choice]]) -> InlineKeyboardMarkup | None:
    rows = [row for choice_row in choices for row in _rows([_button(choice) for choice in choice_row])]
    return InlineKeyboardMarkup(rows) if rows else None


def remaining(markup: InlineKeyboardMarkup, pressed: Action) -> InlineKeyboardMarkup | None:
    """What stays below a message once `pressed` has had its effect: nothing that could only disappoint."""
    kept = [[button for button in row if _stays(_action(button), pressed)] for row in markup.inline_keyboard]
    rows = [row for row in kept if row]
    return InlineKeyboardMarkup(rows) if rows else None


def turns_in_place(markup: InlineKeyboardMarkup, pressed: Action) -> bool:
    """Whether the answer replaces the message: settings, a plan of reminders, a page of the history that is turned, and one of the counterparts."""
    if pressed.verb is Verb.SETTING:
        return True
    actions = [_action(button) for row in markup.inline_keyboard for button in row]
    verbs = {action.verb if action else None for action in actions}
    if pressed.verb is Verb.BROWSE or (pressed.verb is Verb.FIND and pressed.target):
        # Only a list leads back to the suggestions; these, and the welcome above them, stay.
        return Verb.MENU in verbs and verbs <= _IN_LISTS
    if pressed.verb in _IN_PLANS:
        return verbs <= _IN_PLANS
    return pressed.verb is Verb.HISTORY and verbs <= _PAGES


def _stays(action: Action | None, pressed: Action) -> bool:
    if action is None:
        return False
    if pressed.verb in _MOVES_ON:
        return action.verb in _LOOKS_BACK
    if pressed.verb is Verb.BESIDE and not pressed.target.startswith(EXAMPLE):
        # The question has passed.
        return action.verb is not Verb.BESIDE
    if pressed.verb is Verb.SNOOZE:
        return action.verb is not Verb.SNOOZE
    return action != pressed or pressed.verb not in _ONCE


def _button(choice: Choice) -> InlineKeyboardButton:
    return InlineKeyboardButton(say(choice.key, **choice.params), callback_data=encode(choice.action))


def _action(button: InlineKeyboardButton) -> Action | None:
    return decode(button.callback_data) if isinstance(button.callback_data, str) else None


def _rows(buttons: list[InlineKeyboardButton]) -> Iterator[list[InlineKeyboardButton]]:
    """As many side by side as stay readable."""
    while buttons:
        count = next((count for count in _READABLE if _readable(buttons[:count], count)), 1)
        yield buttons[:count]
        buttons = buttons[count:]


def _readable(buttons: list[InlineKeyboardButton], count: int) -> bool:
    return len(buttons) == count and all(len(button.text) <= _READABLE[count] for button in buttons)
