"""What the rubric looks at in a message: its cues, corrected where figures and the turn of events know better, and the facts."""

from collections.abc import Mapping
from dataclasses import replace

from bot.hearing.cues import NOTHING, Cue, Phase, Status, Verdict
from bot.practice.answerable import Asked, admits, asked_in, last_question
from bot.practice.facts import fact, figures_in, opening_facts
from bot.practice.heard import Heard
from bot.practice.moves import restates, steps_down
from bot.practice.phrases import concedes, gives_reason, only_asks, only_recalls, plans, still_gives
from bot.practice.rubric import Fact
from bot.practice.sizing import Step
from bot.practice.states import GRANTED, RETOLD, RETREATS, Move, State
from bot.practice.twist import RightMove
from bot.practice.tying import asked_in_vain, ties
from bot.practice.ways_out import way_out


def findings(heard: Heard, move: Move) -> Mapping[str, Verdict]:
    """The cues, corrected where the script's own numbers know better, and the facts."""
    found = {cue.value: verdict for cue, verdict in heard.said.assessment.verdicts.items()}
    whole = fact(heard.said.text)
    figures = fact(figures_in(heard.said.text, heard.amounts))
    if heard.talk.phase is Phase.OPENING:
        found |= opening_facts(heard.amounts, heard.size, heard.said.assessment, figures)
    elif steps_down(heard.situation):
        found[Cue.SMALLER_ASK] = figures
    elif heard.step in {Step.SAME, Step.BIGGER} and not heard.said.assessment.heard(Cue.SMALLER_ASK):
        found.pop(Cue.SMALLER_ASK, None)
    if restates(heard.situation):
        found.pop(Cue.CASCADE, None)
    if heard.situation.about_theirs:
        # Their figures, said back with a question, are no offer.
        found = {name: verdict for name, verdict in found.items() if name not in {Cue.CASCADE, Cue.SMALLER_ASK}}
    if (move is Move.HELD and heard.talk.offer is not None) or move is Move.ASKED_CONSTRAINT:
        # Standing by one's offer contests the bait, not a no; and whoever asks what stands in the way does not contest it.
        found.pop(Cue.ARGUES, None)
    if move is Move.CASCADED and not heard.said.assessment.heard(Cue.CASCADE):
        # The figures are certain of it, whatever hearing is.
        found[Cue.CASCADE] = figures
    if move in RETREATS or heard.talk.offer is not None:
        cue = found.get(Cue.TIES_TO_CONSTRAINT, NOTHING)
        found[Cue.TIES_TO_CONSTRAINT] = replace(cue, status=ties(heard, move), quote=cue.quote or figures.quote)
    if move in RETREATS:
        found |= _retreat_facts(heard, whole, figures)
    return _with_turn(heard, found, move, whole)


def _with_turn(heard: Heard, found: dict[str, Verdict], move: Move, whole: Verdict) -> dict[str, Verdict]:
    """What a turn of events changes in the findings."""
    if heard.takes_theirs(move):
        # What they offered is no step of the user's.
        found.pop(Cue.CASCADE, None)
    unsaid = any(turn.before in GRANTED and turn.move is Move.CASCADED for turn in heard.talk.turns)
    if heard.talk.state in GRANTED and move not in {Move.CASCADED, Move.ASKED_AFTER} and not unsaid:
        found[Fact.KEPT_YES] = whole
    if heard.talk.phase is Phase.CLOSING and only_asks(heard.said.text):
        found[Fact.ASKED_NEXT] = whole
    if heard.talk.state == State.CALLED_OUT:
        found |= _sincerity(heard, move, whole)
    if move is Move.SECURED and asked_in(heard.said.text) is Asked.OPEN:
        found |= _left_open(heard, found)
    found |= _way_out(heard, found)
    return _still_gives(heard, move, _without_echoes(heard, found)) | _fit_facts(heard, move, whole)


def _way_out(heard: Heard, found: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """An easy way out of what is pinned down, in words that hearing may not have met."""
    words = way_out(heard.said.text) if heard.talk.phase is Phase.CLOSING else ""
    known = found.get(Cue.LEAVES_CHOICE, NOTHING).status is Status.HEARD
    return {Cue.LEAVES_CHOICE: fact(words)} if words and not known else {}


def _still_gives(heard: Heard, move: Move, found: dict[str, Verdict]) -> dict[str, Verdict]:
    """What the smaller ask spares them, in plain words that hearing may not have met."""
    offers = move in RETREATS or (move is Move.HELD and heard.talk.offer is not None)
    words = still_gives(heard.said.text) if offers else ""
    known = found.get(Cue.MUTUAL_GAIN, NOTHING).status is Status.HEARD
    return found | {Cue.MUTUAL_GAIN: fact(words)} if words and not known else found


def _without_echoes(heard: Heard, found: dict[str, Verdict]) -> dict[str, Verdict]:
    """What only says the counterpart's reason back, or the first ask again, is no step down put into words, and nothing that they gain."""
    named, gain = found.get(Cue.NAMES_CONCESSION, NOTHING), found.get(Cue.MUTUAL_GAIN, NOTHING)
    reflected = found.get(Cue.REFLECTS_CONSTRAINT, NOTHING).quote
    if named.quote and not concedes(named.quote) and (named.quote in reflected or reflected in named.quote):
        found[Cue.NAMES_CONCESSION] = replace(named, status=Status.NOT_HEARD)
    if heard.talk.state in RETOLD and only_recalls(named.quote):
        found[Cue.NAMES_CONCESSION] = replace(named, status=Status.NOT_HEARD)
    if gain.quote and only_recalls(gain.quote):
        found[Cue.MUTUAL_GAIN] = replace(gain, status=Status.NOT_HEARD)
    return found


def _sincerity(heard: Heard, move: Move, whole: Verdict) -> dict[str, Verdict]:
    """Whoever is told that the first ask was never meant stands by it, or admits that it was for show."""
    if move is Move.CONFESSED:
        return {Fact.CONFESSED: fact(admits(heard.said.text) or heard.said.text)}
    return {Fact.SINCERE: whole} if move is Move.HELD else {}


def _left_open(heard: Heard, found: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """Nothing is pinned down by a question that only they could answer later."""
    question = last_question(heard.said.text)
    pinned = found.get(Cue.COMMITMENT, NOTHING).quote
    told = heard.said.text.replace(question, " ")
    return {Fact.LEFT_OPEN: fact(question)} if pinned.strip(" .?!") in question and not plans(told) else {}


def _fit_facts(heard: Heard, move: Move, whole: Verdict) -> dict[str, Verdict]:
    """Where the technique does not fit: whether what was done instead does."""
    twist = heard.talk.edition.twist
    if twist is None or not twist.is_trap or heard.talk.phase is Phase.CLOSING:
        return {}
    stretched = any(turn.heard(Fact.STRETCH) or turn.heard(Fact.ABSURD) for turn in heard.talk.turns)
    late = stretched or heard.talk.phase is not Phase.OPENING
    done = {
        RightMove.DECLINED: move is Move.DECLINED,
        RightMove.SINGLE_ASK: move is Move.TAME_ASK and not heard.situation.below_floor,
        RightMove.FIRST_STEP: move is Move.TAME_ASK and heard.situation.below_floor,
    }
    fits = any(done[right] for right in twist.right)
    facts: dict[str, Verdict] = {Fact.FITTING_LATE if late else Fact.FITTING: whole} if fits else {}
    if move is Move.DECLINED and gives_reason(heard.said.text):
        facts[Fact.FIT_REASON] = whole
    elif fits and heard.said.assessment.heard(Cue.JUSTIFICATION):
        facts[Fact.FIT_REASON] = heard.said.assessment[Cue.JUSTIFICATION]
    return facts


def _retreat_facts(heard: Heard, whole: Verdict, figures: Verdict) -> dict[str, Verdict]:
    facts: dict[str, Verdict] = {}
    timing, elapsed = heard.talk.edition.rubric.timing, heard.said.elapsed
    if heard.situation.below_floor:
        facts[Fact.BELOW_FLOOR] = figures
    if not heard.talk.constraint_known and not asked_in_vain(heard):
        facts[Fact.BLIND] = whole
    if elapsed is not None:
        if elapsed <= timing.quick_seconds and len(heard.said.text) > timing.quick_rate * max(elapsed, 0.5):
            facts[Fact.TOO_QUICK] = whole
        if elapsed > timing.stale_hours * 3600:
            facts[Fact.STALE] = whole
    return facts
