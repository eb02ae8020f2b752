"""The commands: each is one service."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot.services.ask_drill import ask_drill
from bot.services.browse_library import find_or_offer
from bot.services.choose_counterpart import greet, show_help
from bot.services.deps import Deps, Person
from bot.services.hold_reminders import pause, quiet, skip
from bot.services.keep_settings import show_settings
from bot.services.leave_round import cancel_round, resume_round
from bot.services.meetings.listing import plan_meeting
from bot.services.own_data import ask_erasure, export_data, show_privacy
from bot.services.remind import remind
from bot.services.replies import Reply
from bot.services.review_round import show_history
from bot.services.show_progress import show_progress
from bot.services.snooze import snooze
from bot.services.tell_zone import tell_zone
from bot.services.weekly_digest import set_digest
from bot.telegram.handlers.front import Front, chat_of, sender

Service = Callable[[Deps, Person, str], Awaitable[Reply]]
"""With what stands behind the command."""


def _alone(service: Callable[[Deps, Person], Awaitable[Reply]]) -> Service:
    """A command that nothing has to stand behind."""

    async def run(deps: Deps, person: Person, _: str) -> Reply:
        return await service(deps, person)

    return run


async def _history(deps: Deps, person: Person) -> Reply:
    return await show_history(deps, person)


async def _privacy(deps: Deps, _person: Person) -> Reply:
    return await show_privacy(deps)


async def _help(_deps: Deps, _person: Person) -> Reply:
    return await show_help()


COMMANDS: Mapping[str, Service] = {
    "start": _alone(greet),
    "practice": find_or_offer,
    "drill": ask_drill,
    "resume": _alone(resume_round),
    "cancel": _alone(cancel_round),
    "history": _alone(_history),
    "progress": _alone(show_progress),
    "plan": plan_meeting,
    "remind": remind,
    "zone": tell_zone,
    "snooze": snooze,
    "skip": _alone(skip),
    "pause": pause,
    "quiet": quiet,
    "digest": set_digest,
    "settings": _alone(show_settings),
    "privacy": _alone(_privacy),
    "export": _alone(export_data),
    "delete": _alone(ask_erasure),
    "help": _alone(_help),
}
"""In the order of the menu; texts hold a `command_…` for each."""


async def run_command(front: Front, service: Service, update: Update) -> None:
    message = update.effective_message
    behind = " ".join((message.text if message and message.text else "").split()[1:])
    await front.reply(chat_of(update), lambda deps: service(deps, sender(update), behind))
