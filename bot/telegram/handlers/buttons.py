"""Buttons: whatever happens, the waiting circle on the button ends."""

from telegram import CallbackQuery, Message, Update

from bot.services.press_button import press_button
from bot.services.replies import Action, CoachSays, Reply
from bot.telegram.callbacks import decode
from bot.telegram.handlers.front import Front, person
from bot.telegram.views import show, toast
from bot.telegram.views.keyboards import remaining, turns_in_place

_PASSED = Reply((CoachSays("moment_passed"),), passed=True)


async def press(front: Front, update: Update) -> None:
    query = update.callback_query
    if query is None:
        return
    action = decode(query.data or "")
    try:
        reply = await press_button(front.deps, person(query.from_user), action) if action else _PASSED
    except Exception:
        await front.courier.answer(query)
        raise
    await front.courier.answer(query, toast(reply) if reply.passed else None)
    if action and not reply.passed:
        await _show(front, query, action, reply)


async def _show(front: Front, query: CallbackQuery, action: Action, reply: Reply) -> None:
    """Telegram hands over no message that is older than it keeps; then the answer simply comes below."""
    message = query.message
    if not isinstance(message, Message) or message.reply_markup is None:
        await front.reply(message.chat.id if message else query.from_user.id, reply)
        return
    if turns_in_place(message.reply_markup, action):
        await front.courier.replace(message, show(reply))
        return
    await front.reply(message.chat_id, reply)
    left = remaining(message.reply_markup, action)
    if left != message.reply_markup:
        await front.courier.set_buttons(message, left)
