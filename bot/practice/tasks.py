"""What the next message has to do, by what has been done already: the hint below a counterpart's line never asks for it again."""

from typing import TYPE_CHECKING

from bot.hearing.cues import Cue, Phase, Status
from bot.practice.rubric import Fact
from bot.practice.states import RETOLD, THEIR_OFFER, WRITING, State

if TYPE_CHECKING:
    from bot.practice.talk import Round

MENDING = frozenset({"mend", "mend_back", "mend_plainly"})
"""They feel pushed: back to the second step, whatever came before."""

OFFERED = frozenset({"hold", "hold_again", "hold_ask", "hold_why", "refit", "weigh", "weigh_on", "retell", "honest"})
"""The third step is under way."""


def task_of(talk: "Round") -> str:
    """The key of the hint; "" where the step itself says it."""
    if talk.edition.script.is_message and talk.phase is not Phase.CLOSING:
        return _of_message(talk)
    if talk.state == State.REACTANCE:
        return _mending(talk)
    if talk.phase is Phase.CLOSING:
        usual = "reply" if talk.edition.script.is_message else ""
        return "say_when" if talk.turns[-1].heard(Fact.ASKED_NEXT) else usual
    if talk.edition.is_trap:
        return "trap"
    if talk.state in THEIR_OFFER:
        return "weigh"
    if talk.state in RETOLD:
        return "honest" if talk.state == State.CALLED_OUT else "retell"
    if talk.offer is not None:
        return _holding(talk)
    return {Phase.OPENING: _asking, Phase.AFTER_REFUSAL: _refused, Phase.AFTER_CONSTRAINT: _stepping_down}[talk.phase](
        talk
    )


def _of_message(talk: "Round") -> str:
    return {State.AWAITING.value: "write"}.get(talk.state, "rewrite" if talk.state in WRITING else "reply")


def _mending(talk: "Round") -> str:
    """Whoever has taken the no, and was only half heard, needs plainer words, not the same advice."""
    last = talk.turns[-1]
    again = last.before == State.REACTANCE
    meant = _at_all(talk, Cue.ACKNOWLEDGES_REFUSAL, last.number) or _at_all(talk, Cue.LEAVES_CHOICE, last.number)
    if again:
        return "mend_plainly" if meant else "mend"
    # The number of the step falls, so the hint says why.
    return "mend_back" if talk.offer is not None else "mend"


def _asking(talk: "Round") -> str:
    asked = any(turn.heard(Fact.ASKED) for turn in talk.turns)
    reasoned = _at_all(talk, Cue.JUSTIFICATION)
    if asked:
        return "together" if reasoned else "reason"
    return "name" if reasoned else ""


def _refused(talk: "Round") -> str:
    asked = any(turn.heard(Cue.INVITES_CONSTRAINT) for turn in talk.turns if turn.phase is not Phase.OPENING)
    if asked:
        return "ask_on" if talk.accepted else "take_no"
    return "find_out" if talk.accepted else ""


def _stepping_down(talk: "Round") -> str:
    """Where the true reason came late, the step down before it is off the table and has to be made anew."""
    return "refit" if talk.corrected and any(turn.retreated for turn in talk.turns) else ""


def _holding(talk: "Round") -> str:
    if not talk.took_theirs and any(turn.state in THEIR_OFFER for turn in talk.turns):
        # They have not taken theirs back.
        return "weigh_on"
    if not talk.constraint_known and not any(turn.heard(Cue.INVITES_CONSTRAINT) for turn in talk.turns[1:]):
        return "hold_ask"
    if not talk.constraint_known:
        # Asked already and not told: there is nothing to answer.
        return "hold"
    if not talk.tied:
        return "hold_why"
    return "hold_again" if talk.turns[-1].before == State.REACTANCE else "hold"


def _at_all(talk: "Round", cue: Cue, since: int = 1) -> bool:
    """Heard or half heard: doubt counts for the user."""
    return any(turn.finding(cue).status is not Status.NOT_HEARD for turn in talk.turns[since - 1 :])
