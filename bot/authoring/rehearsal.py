"""A draft being played: a round that lives only here, goes on when its text changes, and can begin anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.authoring.drafts import Playable
from bot.authoring.editions import AuthoringError, edition_for
from bot.authoring.insight import Insight, insight
from bot.authoring.way import way_to
from bot.hearing.cues import Listener
from bot.practice.debrief import Debrief, debrief
from bot.practice.edition import Edition
from bot.practice.round import advance, begin
from bot.practice.talk import Round, Said


@dataclass(frozen=True)
class Setting:
    """How the rounds of a rehearsal begin: without a temperament with the easiest, without a state with the first line."""

    temperament: str | None = None
    seed: int = 0
    state: str | None = None
    twist: str = ""


class Renewal(StrEnum):
    """What became of the round when the text changed."""

    GOES_ON = "goes_on"
    OTHERWISE = "otherwise"
    """Goes on, though the new text reads something that was said as another move."""
    ENDED = "ended"
    """On the new text the talk would have ended before the last message: a fresh round."""
    NO_WAY = "no_way"
    """The state to begin in cannot be reached on the new text: a fresh round from the first line."""


class Rehearsal:
    """`talk` is where the round stands. Its first `made_up` messages were put in so that it could begin in the wanted state."""

    def __init__(self, playable: Playable, setting: Setting, listener: Listener) -> None:
        """Raises AuthoringError for a temperament or a state that is not there."""
        self._listener = listener
        self.begin(playable, setting)

    def begin(self, playable: Playable, setting: Setting) -> None:
        """A fresh round; where that cannot be, the one before stays."""
        edition = _edition(playable, setting)
        before = way_to(edition, setting.seed, setting.state) if setting.state else ()
        self._playable, self.setting = playable, setting
        self.made_up = len(before)
        self.talk = _told(begin(edition, setting.seed), before)

    def again(self, seed: int | None = None) -> None:
        """A fresh round on the same text, with the same seed or another."""
        setting = replace(self.setting, seed=self.setting.seed if seed is None else seed)
        self.begin(self._playable, setting)

    def say(self, text: str) -> Insight | None:
        """Plays a message and tells what was heard in it; None for what nobody could judge, which changes nothing."""
        assessment = self._listener.listen(self.talk.context, text)
        if not assessment.understood:
            return None
        before = self.talk
        self.talk = advance(before, Said(text=text, assessment=assessment))
        return insight(before, self.talk)

    def take_back(self) -> bool:
        """Undoes the last message, unless there is none of the player's."""
        if len(self.talk.turns) == self.made_up:
            return False
        said = [turn.said for turn in self.talk.turns[:-1]]
        self.talk = _told(begin(self.talk.edition, self.talk.seed), said)
        return True

    def renew(self, playable: Playable) -> Renewal:
        """Goes on with the new text: same seed, same messages as they were heard; a fresh round where they do not fit."""
        spoken = [turn.said for turn in self.talk.turns[self.made_up :]]
        moves = [turn.move for turn in self.talk.turns[self.made_up :]]
        try:
            self.begin(playable, self.setting)
        except AuthoringError:
            self.begin(playable, Setting(self.setting.temperament, self.setting.seed))
            return Renewal.NO_WAY
        fresh = self.talk
        self.talk = _told(fresh, spoken)
        if len(self.talk.turns) < len(fresh.turns) + len(spoken):
            self.talk = fresh
            return Renewal.ENDED
        as_before = moves == [turn.move for turn in self.talk.turns[self.made_up :]]
        return Renewal.GOES_ON if as_before else Renewal.OTHERWISE

    @property
    def transcript(self) -> tuple[tuple[str, str], ...]:
        """What was said so far: (the counterpart's name, or "" for the player, and the words)."""
        name = self.talk.edition.script.counterpart.name
        answers = (pair for turn in self.talk.turns for pair in (("", turn.said.text), (name, turn.reply)))
        return ((name, self.talk.first_line), *answers)

    @property
    def debrief(self) -> Debrief:
        return debrief(self.talk)


def _edition(playable: Playable, setting: Setting) -> Edition:
    return edition_for(playable.library, playable.script.id, setting.temperament, setting.twist)


def _told(talk: Round, messages: Iterable[Said]) -> Round:
    """The round after these messages, or after as many as it takes."""
    for said in messages:
        if talk.is_over:
            break
        talk = advance(talk, said)
    return talk
