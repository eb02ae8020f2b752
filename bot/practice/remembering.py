"""What a round remembers of a message, so that the next one is read against it."""

from dataclasses import replace

from bot.hearing.cues import Assessment, Cue, Phase, Status
from bot.practice.amounts import Amounts
from bot.practice.heard import Heard
from bot.practice.retelling import retold_in
from bot.practice.states import PUSHES, RETREATS, Move
from bot.practice.talk import Round
from bot.practice.their_offer import theirs
from bot.practice.tying import ties


def remembered(heard: Heard, move: Move) -> Round:
    """The round with what this message adds to it, before the counterpart reacts."""
    talk = heard.talk
    changes: dict[str, object] = {"pushes": talk.pushes + (move in PUSHES)}
    if talk.phase is Phase.OPENING:
        if heard.amounts or heard.said.assessment.heard(Cue.SPECIFIC_ASK):
            changes |= {"first_ask": {**talk.first_ask, **heard.amounts}, "first_ask_text": heard.asked_words}
        elif talk.first_ask_text is None and move is not Move.OFF_TOPIC:
            changes["first_ask_text"] = heard.asked_words
    elif heard.takes_theirs(move):
        changes |= {"took_theirs": True, "offer": {**(talk.offer or {}), **theirs(talk)}}
    elif move in RETREATS or talk.offer is not None:
        new = _offered(heard, move)
        changes["offer"] = {**talk.first_ask, **(talk.offer or {}), **new}
        changes["offer_named"] = {**talk.offer_named, **new}
    if talk.colleague_came:
        offered = {**talk.offer_named, **_offered(heard, move)}
        changes["retold"] = {**talk.retold, **retold_in(offered, heard.amounts)}
    if talk.phase is not Phase.OPENING:
        assessment = heard.said.assessment
        changes["accepted"] = talk.accepted or _at_least_unsure(assessment, Cue.ACKNOWLEDGES_REFUSAL, Cue.LEAVES_CHOICE)
        changes["free"] = talk.free or assessment.heard(Cue.LEAVES_CHOICE)
        # Without figures doubt counts for the user; a mere number does not answer what only words can.
        tied = ties(heard, move)
        changes["tied"] = (
            talk.tied or tied is Status.HEARD or (tied is Status.UNSURE and talk.constraint_known and not heard.amounts)
        )
    return replace(talk, **changes)  # type: ignore[arg-type] # the keys are field names of Round


def _offered(heard: Heard, move: Move) -> Amounts:
    """What this message adds to the offer: a step down all its figures, standing by it those that it had left open."""
    if move in RETREATS:
        return heard.amounts
    open_yet = {name: amount for name, amount in heard.amounts.items() if name not in heard.talk.offer_named}
    return open_yet if move is Move.HELD else {}


def _at_least_unsure(assessment: Assessment, *cues: Cue) -> bool:
    return assessment.heard(*cues) or assessment.unsure(*cues)
