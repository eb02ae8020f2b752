"""A conversation in the terminal: lines in, replies out, until the user leaves or the input ends."""

import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from bot.console.show import make_console, show_choices, show_parts
from bot.console.typed import typed_line
from bot.services.ask_drill import ask_drill
from bot.services.browse_library import find_or_offer
from bot.services.choose_counterpart import greet
from bot.services.deps import Deps, Person
from bot.services.hold_reminders import pause, quiet, skip
from bot.services.keep_settings import show_settings
from bot.services.leave_round import cancel_round, resume_round
from bot.services.meetings.listing import plan_meeting
from bot.services.meetings.parts import PictureSent
from bot.services.own_data import ask_erasure, export_data, show_privacy
from bot.services.parts.drills import DrillAsked, DrillRepeated
from bot.services.parts.rounds import BriefShown, StepShown
from bot.services.press_button import press_button
from bot.services.remind import remind
from bot.services.replies import Choice, CoachSays, FileSent, Reply, coach
from bot.services.review_round import show_history
from bot.services.show_progress import show_progress
from bot.services.snooze import snooze
from bot.services.start_round import begin_round, show_brief
from bot.services.take_turn import Message, take_turn
from bot.services.tell_zone import tell_zone
from bot.services.weekly_digest import set_digest
from bot.texts import say

QUIT = {"/quit", "/exit", "/q"}

_COMMANDS: dict[str, Callable[[Deps, Person], Awaitable[Reply]]] = {
    "/start": greet,
    "/resume": resume_round,
    "/cancel": cancel_round,
    "/history": show_history,
    "/progress": show_progress,
    "/settings": show_settings,
    "/privacy": lambda deps, _person: show_privacy(deps),
    "/export": export_data,
    "/delete": ask_erasure,
    "/skip": skip,
}
_WITH_WORDS: dict[str, Callable[[Deps, Person, str], Awaitable[Reply]]] = {
    "/practice": find_or_offer,
    "/drill": ask_drill,
    "/plan": plan_meeting,
    "/remind": remind,
    "/zone": tell_zone,
    "/snooze": snooze,
    "/pause": pause,
    "/quiet": quiet,
    "/digest": set_digest,
}
"""With what stands behind the command."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """What the chat begins with: a script and temperament at once, or the menu. `files_to`: where exports are saved."""

    script: str | None = None
    temperament: str | None = None
    seed: int | None = None
    twist: str = ""
    files_to: Path = field(default_factory=Path.cwd)


async def chat(deps: Deps, person: Person, start: Start) -> None:
    """Talks until /quit or the end of the input; the round is kept either way."""
    await _Talk(deps, person, start, make_console()).run()


class _Talk:
    def __init__(self, deps: Deps, person: Person, start: Start, console: Console) -> None:
        self._deps = deps
        self.person = person
        self.start = start
        self.console = console
        self.timed = sys.stdin.isatty()
        self.choices: list[Choice] = []
        self.in_round = False
        self.in_drill = False
        self.awaits_words = False

    @property
    def deps(self) -> Deps:
        """For the next thing that is done."""
        return self._deps.up_to_date()

    @property
    def in_words(self) -> bool:
        """Whether the next line is said to somebody, be it a bare number."""
        return self.in_round or self.awaits_words

    async def run(self) -> None:
        self._show(await self._first())
        self.console.print(say("console_hint"), style="dim")
        while (line := self._read()) is not None and line.lower() not in QUIT:
            if line or self.in_round:
                self._show(await self._answer(line))
        self.console.print(
            say("console_bye" if self.in_round and not self.in_drill else "console_bye_plain"), style="dim"
        )

    async def _first(self) -> Reply:
        start = self.start
        if not start.script:
            return await greet(self.deps, self.person)
        if not start.temperament:
            return await show_brief(self.deps, self.person, start.script)
        begun = await begin_round(self.deps, self.person, start.script, start.temperament, start.seed, start.twist)
        briefs = (BriefShown(script) for script in self.deps.library.scripts if script.id == start.script)
        return Reply((*briefs, *begun.parts)) if _begun(begun) else begun

    def _read(self) -> str | None:
        """The next line, stripped; None at the end of the input."""
        prompt = say("console_you") if self.in_words else say("console_choose", last=str(max(1, len(self.choices))))
        return typed_line(self.console, prompt)

    async def _answer(self, line: str) -> Reply:
        command, *behind = line.split() if line.startswith("/") else [""]
        command = command.lower()
        if command == "/help":
            return coach("help")
        if command[1:].isascii() and command[1:].isdecimal():
            return await self._choose(int(command[1:7]))
        if command in _WITH_WORDS:
            return await _WITH_WORDS[command](self.deps, self.person, " ".join(behind))
        if command:
            handler = _COMMANDS.get(command)
            return await handler(self.deps, self.person) if handler else coach("not_understood")
        if self.choices and line.isascii() and line.isdecimal() and not self.in_words:
            return await self._choose(int(line[:6]))
        return await take_turn(self.deps, self.person, Message(line, self.deps.now(), self.timed))

    async def _choose(self, number: int) -> Reply:
        if not 1 <= number <= len(self.choices):
            last = str(len(self.choices))
            return Reply((CoachSays("console_wrong_number", {"number": str(number), "last": last}),), self._rows())
        action = self.choices[number - 1].action
        # What was chosen once is not left standing: the answer brings the next choices.
        self.choices = []
        return await press_button(self.deps, self.person, action)

    def _rows(self) -> tuple[tuple[Choice, ...], ...]:
        return tuple((choice,) for choice in self.choices)

    def _show(self, reply: Reply) -> None:
        show_parts(self.console, reply.parts)
        for part in reply.parts:
            if isinstance(part, FileSent | PictureSent):
                self._save(part)
        if _begun(reply):
            self.choices, self.in_round, self.awaits_words = [], True, reply.awaits_words
            self.in_drill = any(isinstance(part, (DrillAsked, DrillRepeated)) for part in reply.parts)
        elif reply.choices:
            self.choices, self.in_round = [choice for row in reply.choices for choice in row], False
            self.awaits_words = reply.awaits_words
            show_choices(self.console, self.choices, behind="/" if reply.awaits_words else "")
        else:
            # Help, or “say it in words”: what was asked is asked still.
            self.awaits_words = self.awaits_words or reply.awaits_words

    def _save(self, part: FileSent | PictureSent) -> None:
        path = self.start.files_to / part.name
        try:
            path.write_bytes(part.content)
        except OSError as error:
            self.console.print(say("console_not_saved", path=str(path), reason=error.strerror or ""))
            return
        self.console.print(say("console_saved", path=str(path)), style="dim")


def _begun(reply: Reply) -> bool:
    """Whether the next thing written is a line: said to the counterpart, or the answer to a drill."""
    return any(
        isinstance(part, (StepShown, DrillRepeated)) or (isinstance(part, DrillAsked) and part.quiz is None)
        for part in reply.parts
    )
