"""Buttons: whatever happens, the waiting circle on the button ends."""

from collections.abc import Callable

from telegram import CallbackQuery, Message, Update

from bot.services.deps import Deps
from bot.services.press_button import press_button
from bot.services.replies import Action, CoachSays, Reply
from bot.telegram.callbacks import decode
from bot.telegram.calls import Call, editing, leaving_buttons, sending
from bot.telegram.handlers.front import Front, person
from bot.telegram.views import show, toast
from bot.telegram.views.keyboards import remaining, turns_in_place

_PASSED = Reply((CoachSays("moment_passed"),), passed=True)


async def press(front: Front, update: Update) -> None:
    query = update.callback_query
    if query is None:
        return
    action = decode(query.data or "")

    async def pressed(deps: Deps) -> Reply:
        return await press_button(deps, person(query.from_user), action) if action else _PASSED

    try:
        reply = await front.errand.run(pressed, _view(query, action))
    except Exception:
        await front.asides.answer(query)
        raise
    await front.asides.answer(query, toast(reply) if reply.passed else None)


def _view(query: CallbackQuery, action: Action | None) -> Callable[[Reply], tuple[Call, ...]]:
    """Telegram hands over no message that is older than it keeps; then the answer simply comes below."""

    def view(reply: Reply) -> tuple[Call, ...]:
        if action is None or reply.passed:
            return ()
        message = query.message
        if not isinstance(message, Message) or message.reply_markup is None:
            return sending(message.chat.id if message else query.from_user.id, show(reply))
        if turns_in_place(message.reply_markup, action):
            return editing(message, show(reply))
        answer = sending(message.chat_id, show(reply))
        left = remaining(message.reply_markup, action)
        return answer if left == message.reply_markup else (*answer, leaving_buttons(message, left))

    return view
