"""A draft played in the terminal: nothing is stored, and a saved file changes the counterpart in the middle of the talk."""

from bot.authoring.drafts import DraftFile, Playable
from bot.authoring.editions import AuthoringError
from bot.authoring.insight import Insight
from bot.authoring.rehearsal import Rehearsal, Renewal
from bot.console.show import make_console, show_parts
from bot.console.typed import typed_line
from bot.errors import StepdownError
from bot.services.parts.rounds import CounterpartSays, DebriefShown, StepShown, TranscriptShown
from bot.services.people import clean_text
from bot.services.replies import CoachSays, Part
from bot.services.take_turn import LONGEST, unusable
from bot.texts import say

QUIT = {"/quit", "/exit", "/q"}
MOST_TOLD = 12
_RENEWED = {
    Renewal.GOES_ON: "play_goes_on",
    Renewal.OTHERWISE: "play_goes_otherwise",
    Renewal.ENDED: "play_ended",
    Renewal.NO_WAY: "play_no_way",
}


def rehearse(file: DraftFile, playable: Playable, rehearsal: Rehearsal, *, what_hears: bool) -> None:
    """Plays until /quit or the end of the input; before each line the file is looked at."""
    _Stage(file, playable, rehearsal, what_hears=what_hears).run()


class _Stage:
    def __init__(self, file: DraftFile, playable: Playable, rehearsal: Rehearsal, *, what_hears: bool) -> None:
        self.file = file
        self.playable = playable
        self.rehearsal = rehearsal
        self.what_hears = what_hears
        self.console = make_console()

    def run(self) -> None:
        self._show_beginning()
        self._note("play_hint")
        while (line := typed_line(self.console, say("console_you"))) is not None and line.lower() not in QUIT:
            fits = self._look()
            if line.startswith("/"):
                self._command(line.split(maxsplit=1)[0].lower())
            elif line and not fits:
                self._note("play_line_unused")
            elif line:
                self._say(line)

    def _look(self) -> bool:
        """Looks at the file; whether a line that answers what was on the screen still fits."""
        if not self.file.saved_anew():
            return True
        try:
            playable = self.file.read()
            changed = playable.script != self.playable.script
            renewal = self.rehearsal.renew(playable) if changed else Renewal.GOES_ON
        except StepdownError as error:
            self._note("play_broken")
            self._complain(error)
            return True
        self.playable = playable
        self._note(_RENEWED[renewal])
        fits = renewal in {Renewal.GOES_ON, Renewal.OTHERWISE}
        if not fits:
            self._show_beginning()
        elif changed:
            self._show_last()
        return fits

    def _complain(self, error: StepdownError) -> None:
        """What is wrong, as much as fits on a screen, each line in one piece so that a terminal can open file:line."""
        told = str(error).splitlines()
        self.console.print("\n".join(told[:MOST_TOLD]), markup=False, soft_wrap=True)
        if len(told) > MOST_TOLD:
            self._note("play_more", count=str(len(told) - MOST_TOLD))

    def _command(self, command: str) -> None:
        if command == "/again":
            self._begin(self.rehearsal.setting.seed)
        elif command == "/next":
            self._begin(self.rehearsal.setting.seed + 1)
        elif command == "/back":
            if self.rehearsal.take_back():
                self._show_last()
            else:
                self._note("play_nothing_to_take_back")
        else:
            self._note("play_unknown")

    def _begin(self, seed: int) -> None:
        try:
            self.rehearsal.again(seed)
        except AuthoringError as error:
            self.console.print(str(error), markup=False)
            return
        self._show_beginning()

    def _say(self, line: str) -> None:
        if self.rehearsal.talk.is_over:
            self._note("play_over")
            return
        text = clean_text(line)[:LONGEST]
        refusal = unusable(text)
        found = None if refusal else self.rehearsal.say(text)
        if found is None:
            show_parts(self.console, refusal.parts if refusal else (CoachSays("needs_english"),))
            return
        if self.what_hears:
            self.console.print("\n".join(_told(found)), markup=False, style="dim")
        self._show_last()

    def _show_beginning(self) -> None:
        talk = self.rehearsal.talk
        constraint = talk.edition.constraint(talk.seed)
        self._note(
            "play_begins",
            title=talk.edition.script.title,
            temperament=talk.edition.temperament.id,
            seed=str(talk.seed),
            constraint=constraint.id,
            kind=constraint.kind.value,
        )
        if self.playable.unwritten:
            self._note("play_unwritten", count=str(self.playable.unwritten))
        if self.rehearsal.made_up:
            self._note("play_made_up")
            show_parts(self.console, (TranscriptShown(self.rehearsal.transcript[:-1], whole=False),))
        self._show_last()

    def _show_last(self) -> None:
        """The counterpart's last line, and where that leaves the player."""
        talk = self.rehearsal.talk
        line = CounterpartSays(talk.last_speaker, talk.last_line)
        if not talk.is_over:
            show_parts(self.console, (line, StepShown(talk.step, talk.task, talk.steps)))
            return
        title, name = talk.edition.script.title, talk.last_speaker
        parts: tuple[Part, ...] = (line, DebriefShown(title, name, self.rehearsal.debrief))
        show_parts(self.console, parts)
        self._note("play_over")

    def _note(self, key: str, **params: str) -> None:
        self.console.print(say(key, **params), markup=False, style="dim")


def _told(found: Insight) -> list[str]:
    """What was heard and what was made of it, a line each."""
    lines = [say("hears_heard", cues=_odds(found.heard)) if found.heard else say("hears_nothing")]
    if found.unsure:
        lines.append(say("hears_unsure", cues=_odds(found.unsure)))
    if found.nearly:
        lines.append(say("hears_nearly", cues=_odds(found.nearly)))
    amounts = [
        say("hears_amount", measure=name, value=f"{one.value:,g}", words=one.words) for name, one in found.amounts
    ]
    if amounts:
        lines.append(say("hears_amounts", amounts=", ".join(amounts)))
    if found.size:
        lines.append(say("hears_size", size=found.size))
    if found.step:
        lines.append(say("hears_step", step=found.step))
    if found.facts:
        lines.append(say("hears_facts", facts=", ".join(found.facts)))
    if found.holds:
        lines.append(say("hears_holds", conditions=", ".join(found.holds)))
    return [*lines, say("hears_move", move=found.move, before=found.before, state=found.state)]


def _odds(cues: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{name} {probability:.2f}" for name, probability in cues)
