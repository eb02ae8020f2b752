"""A line after the no, or after the yes: what it steps down to, stands by or pins down, by the figures of its item."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.hearing.cues import NOTHING, Assessment, Cue, Phase, Status, Verdict
from bot.hearing.numbers.quantities import Quantity, find_quantities
from bot.practice.amounts import Amount, Amounts, Mention, hear_amounts, mentions
from bot.practice.drills.drill import HELD, LineDrill, LineItem
from bot.practice.drills.plainly import further_sizes, offered_besides
from bot.practice.facts import fact, figures_in
from bot.practice.measures import position
from bot.practice.moves import read_move, restates, steps_down
from bot.practice.options import MANY, read_options
from bot.practice.phrases import stands_by
from bot.practice.rubric import Fact
from bot.practice.situation import Situation
from bot.practice.sizing import Size, Step, below_floor, compare, trimmed
from bot.practice.states import RETREATS, Move, State
from bot.practice.tying import answered

_STATES = {
    Phase.AFTER_REFUSAL: State.REFUSED,
    Phase.AFTER_CONSTRAINT: State.CONSTRAINT_NAMED,
    Phase.CLOSING: State.CLOSING,
}
_TWO = MANY - 1
_LEAST = -1
_OF_THEIRS = re.compile(r"\b(?:your|their) (?:\d{1,6}|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
"""What they have already is none of what is offered."""


def has_offer(drill: LineDrill) -> bool:
    """Whether something smaller lies on the table already."""
    return drill.offer_made or drill.phase is Phase.CLOSING


def tests_the_offer(drill: LineDrill) -> bool:
    """Whether the line is to stand by an offer that has no answer yet."""
    return drill.offer_made and drill.phase is not Phase.CLOSING


class Answer:
    """A line after the no, or after the yes, seen against what was asked before it."""

    def __init__(self, drill: LineDrill, item: LineItem, text: str, assessment: Assessment) -> None:
        self.item = item
        self.text = text
        self.under_test = tests_the_offer(drill)
        self.assessment = assessment
        self.ask = item.ask
        self.first: Amounts = hear_amounts(self.ask, item.first_ask or "") if self.ask else {}
        self.offer = has_offer(drill)
        self.reference: Amounts = {**self.first, **self._offered()} if self.offer else self.first
        self.amounts: Amounts = self._heard_amounts() if self.ask else {}
        self.situation = Situation(
            phase=drill.phase,
            state=State.BAITING if tests_the_offer(drill) else _STATES[drill.phase],
            assessment=assessment,
            size=Size.UNKNOWN,
            step=compare(self.ask, self.reference, self.amounts) if self.ask else Step.UNKNOWN,
            below_floor=below_floor(self.ask, self.amounts) if self.ask else False,
            offer_on_table=self.offer,
            asked_back=False,
        )
        self.move = read_move(self.situation)

    def findings(self, found: dict[str, Verdict]) -> dict[str, Verdict]:
        figures = fact(figures_in(self.text, self.amounts))
        step = self.situation.step
        if steps_down(self.situation):
            heard = found.get(Cue.SMALLER_ASK, NOTHING)
            found[Cue.SMALLER_ASK] = heard if heard.status is Status.HEARD and step is not Step.SMALLER else figures
        elif step in {Step.SAME, Step.BIGGER} and not self.assessment.heard(Cue.SMALLER_ASK):
            found.pop(Cue.SMALLER_ASK, None)
        if restates(self.situation):
            found.pop(Cue.CASCADE, None)
        if (self.move is Move.HELD and self.offer) or self.move is Move.ASKED_CONSTRAINT:
            found.pop(Cue.ARGUES, None)
        if (self.move is Move.CASCADED and not self.assessment.heard(Cue.CASCADE)) or self._two_smaller_sizes():
            found[Cue.CASCADE] = figures
        if self.under_test and not self.amounts and self._offers_less():
            self.move = Move.CASCADED
            found[Cue.CASCADE] = figures
        if self.move in RETREATS and self.situation.below_floor:
            found[Fact.BELOW_FLOOR] = figures
        return found | self._tied(found) | self._held(figures)

    def _heard_amounts(self) -> Amounts:
        """The figures of the line. Beside the words that the offer stands, its own figure is meant, and the other one was theirs."""
        assert self.ask is not None  # noqa: S101 (only then are there figures)
        found = dict(hear_amounts(self.ask, self.text, self.reference, standing=self.offer))
        for measure in self.ask.measures if self.under_test and stands_by(self.text) else ():
            offered = self.reference.get(measure.id)
            said: list[Mention | Quantity] = [*mentions(measure, self.ask, self.text), *find_quantities(self.text)]
            again = next((one for one in said if offered and one.value == offered.value), None)
            if again:
                found[measure.id] = Amount(again.value, self.text[again.start : again.end])
        return found

    def _offered(self) -> Amounts:
        return hear_amounts(self.ask, self.item.offer or self.item.target) if self.ask else {}

    def _two_smaller_sizes(self) -> bool:
        """Whether more than one size below the first ask is on offer: the figures are certain of it, whatever hearing is."""
        if self.ask is None or self.offer or not steps_down(self.situation):
            return False
        options = read_options(self.ask, _OF_THEIRS.sub(" ", self.text))
        full, smaller = options.full, options.smaller
        told_apart = [name for name in smaller if full[name].value != smaller[name].value]
        recalled = any(compare(self.ask, self.first, {name: full[name]}) is not Step.SMALLER for name in told_apart)
        return options.count - recalled >= _TWO or self._further_size(smaller or full)

    def _offers_less(self) -> bool:
        """Whether a bare number beside the offer is a step below it: "we could also come with thirty"."""
        return any(
            _LEAST <= position(measure, one) < position(measure, self.reference[measure.id].value)
            for measure in (self.ask.measures if self.ask else ())
            if measure.id in self.reference
            for one in offered_besides(self.text)
        )

    def _further_size(self, named: Amounts) -> bool:
        """Whether a second size follows without its noun: "20 tickets, and if that's not allowed, 12"."""
        for measure in self.ask.measures if self.ask else ():
            known = named.get(measure.id)
            if known is None:
                continue
            first = self.first[measure.id].value if measure.id in self.first else measure.stretch
            places = sorted((position(measure, first), position(measure, known.value)))
            further = [one for one in further_sizes(self.text) if one != known.value]
            if any(_LEAST <= position(measure, one) < places[1] for one in further):
                return True
        return False

    def _tied(self, found: Mapping[str, Verdict]) -> dict[str, Verdict]:
        if self.ask is None or self.move not in RETREATS or self.item.constraint is None:
            return {}
        cue = found.get(Cue.TIES_TO_CONSTRAINT, NOTHING)
        cut = trimmed(self.ask, self.reference, self.amounts)
        status = answered(cut, self.item.answered_by, cue.status)
        quote = cue.quote or figures_in(self.text, self.amounts)
        return {Cue.TIES_TO_CONSTRAINT: replace(cue, status=status, quote=quote)}

    def _held(self, figures: Verdict) -> dict[str, Verdict]:
        """Standing by the offer: by its figures, by what was heard, or in plain words that nothing speaks against."""
        if not self.under_test:
            return {}
        move = self.move if self.move is Move.CASCADED else self._beside_the_push()
        in_words = move in {Move.STALLED, Move.ACCEPTED_NO} and stands_by(self.text)
        if move is Move.HELD or in_words:
            return {HELD: figures}
        return {HELD: replace(figures, status=Status.UNSURE, probability=0.5)} if move is Move.UNCLEAR else {}

    def _beside_the_push(self) -> Move:
        """What the line does besides pushing: an offer can be held rudely, and then both are true."""
        calm: dict[Cue, Verdict] = {
            cue: one for cue, one in self.assessment.verdicts.items() if cue is not Cue.PRESSURE
        }
        return read_move(replace(self.situation, assessment=replace(self.assessment, verdicts=calm)))
