"""The commands: each is one service."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.services.deps import Deps, Person
from bot.services.keep_settings import show_settings
from bot.services.leave_round import cancel_round, resume_round
from bot.services.own_data import ask_erasure, export_data, show_privacy
from bot.services.replies import Reply, coach
from bot.services.review_round import show_history
from bot.services.show_progress import show_progress
from bot.services.start_round import greet, show_menu
from bot.telegram.handlers.front import Front, chat_of, sender

Service = Callable[[Deps, Person], Awaitable[Reply]]


async def _history(deps: Deps, person: Person) -> Reply:
    return await show_history(deps, person)


async def _privacy(deps: Deps, _person: Person) -> Reply:
    return await show_privacy(deps)


async def _help(_deps: Deps, _person: Person) -> Reply:
    return coach("help")


COMMANDS: Mapping[str, Service] = {
    "start": greet,
    "practice": show_menu,
    "resume": resume_round,
    "cancel": cancel_round,
    "history": _history,
    "progress": show_progress,
    "settings": show_settings,
    "privacy": _privacy,
    "export": export_data,
    "delete": ask_erasure,
    "help": _help,
}
"""In the order of the menu; texts hold a `command_…` for each."""


async def run_command(front: Front, service: Service, update: Update) -> None:
    await front.reply(chat_of(update), lambda deps: service(deps, sender(update)))
