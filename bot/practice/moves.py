"""Which of the moves a message is, given what was heard, how big the ask is and where the talk stands."""

from bot.hearing.cues import Cue, Phase
from bot.practice.situation import Situation
from bot.practice.sizing import Size, Step
from bot.practice.states import AFTER_THE_OFFER, GRANTED, RETOLD, UNDER_TEST, Move, State


def read_move(situation: Situation) -> Move:
    if situation.declines:
        return Move.DECLINED
    if situation.corrects and not situation.assessment.heard(Cue.PRESSURE):
        return Move.CORRECTED
    if (situation.admits or situation.asks_who) and not situation.assessment.heard(Cue.PRESSURE):
        return Move.CONFESSED if situation.admits else Move.ASKED_WHO
    if situation.assessment.heard(Cue.OFF_TOPIC) and not situation.takes:
        return Move.OFF_TOPIC
    if situation.assessment.heard(Cue.PRESSURE):
        return Move.UNCLEAR if situation.may_decline else Move.PRESSED
    if situation.phase is Phase.OPENING:
        ask = _read_ask(situation)
        # Where nothing is to be asked, what holds no figure and no request is asked about once more, not refused.
        sized = situation.size is not Size.UNKNOWN or ask in {Move.VAGUE_ASK, Move.STALLED}
        return ask if sized or not situation.may_decline else Move.UNCLEAR
    if situation.phase is Phase.CLOSING:
        return _read_ending(situation)
    return _read_answer(situation)


def _read_ask(it: Situation) -> Move:
    if it.size is Size.ABSURD:
        return Move.ABSURD_ASK
    if it.assessment.heard(Cue.PREMATURE_FALLBACK):
        return Move.LEAKED_FALLBACK
    if it.size in {Size.AT_TARGET, Size.BELOW_FLOOR}:
        return Move.TAME_ASK
    if it.size is not Size.UNKNOWN or it.heard(Cue.SPECIFIC_ASK):
        return Move.JUSTIFIED_ASK if _reasoned(it) else Move.BARE_ASK
    if it.asked_before and _reasoned(it):
        # The reason that was asked for, behind an ask that stands.
        return Move.JUSTIFIED_ASK
    if it.unsure(Cue.SPECIFIC_ASK):
        return Move.UNCLEAR
    return _read_no_ask(it)


def _reasoned(it: Situation) -> bool:
    return it.assessment.heard(Cue.JUSTIFICATION) or it.assessment.unsure(Cue.JUSTIFICATION)


def _read_no_ask(it: Situation) -> Move:
    if it.heard(Cue.INVITES_CONSTRAINT):
        return Move.ASKED_CONSTRAINT
    if it.few_words or it.assessment.heard(Cue.DELIBERATE_PAUSE, Cue.COMMITMENT):
        return Move.STALLED
    return Move.VAGUE_ASK


def _read_answer(it: Situation) -> Move:
    if it.takes:
        return Move.SECURED if it.heard(Cue.COMMITMENT) else Move.TOOK_COUNTER
    if it.about_theirs:
        return Move.ASKED_CONSTRAINT
    if steps_down(it):
        return _read_step_down(it)
    if it.assessment.heard(Cue.CASCADE) and not restates(it):
        return Move.CASCADED
    # Asking to understand a no is not contesting it, however it is put.
    if (
        it.assessment.heard(Cue.ARGUES)
        and it.state not in UNDER_TEST
        and not it.assessment.heard(Cue.INVITES_CONSTRAINT)
    ):
        return Move.ARGUED
    if it.step is Step.UNKNOWN and _may_step_down(it):
        return Move.UNCLEAR
    if it.offer_on_table and _stands_by(it):
        return Move.HELD
    if it.step is Step.BIGGER:
        return Move.ARGUED
    move = _read_no_offer(it)
    return Move.HELD if move is Move.STALLED and it.step is Step.SAME else move


def restates(it: Situation) -> bool:
    """The offer on the table, said again. Hearing does not know that offer and may take its words for a further step; where no figure
    shows one either and nothing is let go, doubt counts for the user.
    """
    without_figures = it.step is Step.UNKNOWN and not it.assessment.heard(Cue.NAMES_CONCESSION)
    retold = it.state in RETOLD and it.step is not Step.SMALLER
    return it.offer_on_table and (it.step is Step.SAME or without_figures or retold)


def _may_step_down(it: Situation) -> bool:
    """A smaller ask that was not heard clearly, or a step down announced without saying to what. Taking a push back is no offer."""
    announced = it.assessment.heard(Cue.NAMES_CONCESSION) and not it.offer_on_table and not it.asked_back
    announced = announced and it.state != State.REACTANCE
    return it.unsure(Cue.SMALLER_ASK) or announced


def steps_down(it: Situation) -> bool:
    """Whether the message asks for less than what stood before it. Known amounts decide; without them, hearing does."""
    if it.assessment.heard(Cue.INVITES_CONSTRAINT) and not it.assessment.heard(Cue.NAMES_CONCESSION):
        # A figure in a question ("what makes 55k hard?") offers nothing.
        return it.assessment.unsure(Cue.NAMES_CONCESSION) and it.step is Step.SMALLER
    if it.step is Step.SMALLER:
        return not _only_says_back(it)
    if it.step is Step.BIGGER or (it.offer_on_table and it.step is Step.SAME):
        return False
    heard = it.heard(Cue.SMALLER_ASK)
    return heard and (not it.offer_on_table or (it.assessment.heard(Cue.CASCADE) and not restates(it)))


def _only_says_back(it: Situation) -> bool:
    """A smaller figure may be the counterpart's own, said back: "so beyond one region it goes to the committee"."""
    asks = (Cue.SPECIFIC_ASK, Cue.SMALLER_ASK, Cue.NAMES_CONCESSION)
    offers = it.assessment.heard(*asks) or it.assessment.unsure(*asks)
    return not offers and it.assessment.heard(Cue.REFLECTS_CONSTRAINT, Cue.DELIBERATE_PAUSE, Cue.INVITES_CONSTRAINT)


def _read_step_down(it: Situation) -> Move:
    if it.below_floor:
        return Move.BELOW_FLOOR
    if it.offer_on_table or it.state in AFTER_THE_OFFER or it.assessment.heard(Cue.CASCADE):
        return Move.CASCADED
    named = it.assessment.heard(Cue.NAMES_CONCESSION) or it.assessment.unsure(Cue.NAMES_CONCESSION)
    return Move.NAMED_RETREAT if named else Move.UNNAMED_RETREAT


def _stands_by(it: Situation) -> bool:
    if it.step in {Step.SAME, Step.BIGGER}:
        return True
    cues = (
        Cue.NAMES_CONCESSION,
        Cue.TIES_TO_CONSTRAINT,
        Cue.MUTUAL_GAIN,
        Cue.COMMITMENT,
        Cue.SPECIFIC_ASK,
        Cue.JUSTIFICATION,
    )
    return it.heard(*cues) or (it.state in UNDER_TEST and it.assessment.heard(Cue.ARGUES))


def _read_no_offer(it: Situation) -> Move:
    takes_no = it.heard(Cue.ACKNOWLEDGES_REFUSAL, Cue.REFLECTS_CONSTRAINT)
    if it.apologises and it.state == State.REACTANCE:
        # The apology comes first, and so does its answer, whatever is asked behind it.
        return Move.ACCEPTED_NO
    if it.heard(Cue.INVITES_CONSTRAINT) or it.asks_day:
        return Move.ASKED_CONSTRAINT
    if takes_no:
        return Move.ACCEPTED_NO
    if it.heard(Cue.DELIBERATE_PAUSE):
        return Move.PAUSED
    # Asked for in words that no figure measures: whether it is less, only the user can say.
    asks_anew = it.step is Step.UNKNOWN and it.assessment.heard(Cue.SPECIFIC_ASK) and not it.asked_back
    return Move.UNCLEAR if asks_anew else Move.STALLED


def _read_ending(it: Situation) -> Move:
    if (it.offer_on_table or it.state in GRANTED) and _steps_further(it):
        return Move.CASCADED
    if it.assessment.heard(Cue.ARGUES) and not it.asks_on:
        return Move.ARGUED
    if it.heard(Cue.COMMITMENT):
        return Move.SECURED
    if it.asks_if_agreed:
        return Move.UNCLEAR
    if it.asks_on:
        return Move.ASKED_AFTER
    return Move.UNCLEAR if it.unsure(Cue.COMMITMENT) else Move.STALLED


def _steps_further(it: Situation) -> bool:
    """After the yes: a smaller ask, unless its figure belongs to the arrangements ("two of us will take notes")."""
    if it.assessment.heard(Cue.CASCADE):
        return it.step is not Step.SAME
    arranging = it.assessment.heard(Cue.COMMITMENT) and not it.assessment.heard(Cue.SMALLER_ASK)
    return it.step is Step.SMALLER and not arranging
