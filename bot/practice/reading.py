"""One message, read against the round so far: what is heard in it, what the round remembers of it, and what the rubric finds in it."""

from collections.abc import Mapping

from bot.hearing.cues import Verdict
from bot.practice.findings import findings
from bot.practice.heard import Heard
from bot.practice.remembering import remembered
from bot.practice.states import Move
from bot.practice.talk import Round


class Reading(Heard):
    """A message of a conversation; one that is written in one go has a reading of its own (`message.py`)."""

    def remembered(self, move: Move) -> Round:
        """The round with what this message adds to it, before the counterpart reacts."""
        return remembered(self, move)

    def findings(self, move: Move) -> Mapping[str, Verdict]:
        """The cues, corrected where the script's own numbers know better, and the facts."""
        return findings(self, move)
