"""Whether what the user offers answers the constraint: what is cut tells where figures do, else what was heard."""

from collections.abc import Collection

from bot.hearing.cues import Cue, Phase, Status
from bot.practice.heard import Heard
from bot.practice.on_topic import shares_words
from bot.practice.sizing import trimmed
from bot.practice.states import RETREATS, Move

_SURELY = 0.85


def ties(heard: Heard, move: Move) -> Status:
    """Whether this message's step down answers the constraint: by what is trimmed where figures tell, else by what was heard."""
    talk = heard.talk
    if move not in RETREATS and talk.offer is None:
        return Status.NOT_HEARD
    if not talk.constraint_known:
        return Status.UNSURE if asked_in_vain(heard) else Status.NOT_HEARD
    status = heard.said.assessment[Cue.TIES_TO_CONSTRAINT].status
    answered_by = set(talk.constraint.answered_by)
    ask = talk.edition.script.ask
    steps_down = move in RETREATS
    if steps_down:
        cut = set(trimmed(ask, heard.reference, heard.amounts))
    else:  # what stands on the table, though this message may not repeat it
        cut = set(trimmed(ask, talk.first_ask, {**(talk.offer or {}), **heard.amounts}))
    found = answered(cut, answered_by, status, steps_down=steps_down)
    return _in_own_words(heard, found) if talk.edition.script.of_a_plan else found


def _in_own_words(heard: Heard, found: Status) -> Status:
    """In a rehearsal any figure answers any constraint, so words have to tell: a step down that is named and takes the constraint up, and does not throw it back."""
    if found is not Status.HEARD:
        return found
    assessment = heard.said.assessment
    if any(assessment.heard(cue) or assessment.unsure(cue) for cue in (Cue.ARGUES, Cue.PRESSURE)):
        return Status.NOT_HEARD
    named = assessment.heard(Cue.NAMES_CONCESSION) or heard.talk.offer is not None
    return Status.HEARD if named and _takes_up(heard) else Status.UNSURE


def _takes_up(heard: Heard) -> bool:
    """Whether the user's words speak of what stands in the way, here or since it was told."""
    since = [turn.said for turn in heard.talk.turns if turn.phase is Phase.AFTER_CONSTRAINT] + [heard.said]
    tied = heard.said.assessment[Cue.TIES_TO_CONSTRAINT]
    surely = tied.status is Status.HEARD and tied.probability >= _SURELY
    reflects = any(said.assessment.heard(Cue.REFLECTS_CONSTRAINT) for said in since)
    return surely or reflects or any(shares_words(said.text, heard.talk.constraint.short) for said in since)


def asked_in_vain(heard: Heard) -> bool:
    """Whether the user has asked what stands in the way and was not told: then nothing could be answered."""
    said = [turn.said for turn in heard.talk.turns if turn.phase is not Phase.OPENING] + [heard.said]
    return any(one.assessment.heard(Cue.INVITES_CONSTRAINT) for one in said)


def answered(cut: Collection[str], answered_by: Collection[str], heard: Status, *, steps_down: bool = True) -> Status:
    """Whether what is cut answers the constraint: figures decide where they tell, what was heard does elsewhere."""
    touched = set(cut) & set(answered_by)
    if steps_down and touched:
        return Status.HEARD
    if cut and answered_by and not touched:
        return Status.UNSURE if heard is Status.HEARD else Status.NOT_HEARD
    return heard
