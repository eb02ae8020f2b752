"""A round, played: message by message from the first line to the end. Pure: the same edition, seed and messages give the same talk to the letter.

design: cues → move → transition → line. Nothing here knows a database, a clock or a front; elapsed seconds come with the message.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bot.hearing.cues import NOTHING, Assessment, Context, Cue, Phase, Status, Verdict
from bot.practice.edition import Edition, draw
from bot.practice.machine import Moment
from bot.practice.moves import ASKING, CLOSING, Situation, read_move, steps_down
from bot.practice.placeholders import fill
from bot.practice.rubric import Fact
from bot.practice.script import Move, State
from bot.practice.sizing import Amounts, Size, Step, below_floor, compare, hear_amounts, in_words, size, trimmed

_PUSHES = {Move.ARGUED, Move.PRESSED, Move.ABSURD_ASK, Move.CASCADED}
_RETREATS = {Move.NAMED_RETREAT, Move.UNNAMED_RETREAT, Move.CASCADED, Move.BELOW_FLOOR}
_FEW_WORDS = 2
_NO_AMOUNTS: Amounts = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message: `elapsed` is the seconds since the counterpart's last line, None where that says nothing (pasted input, tests)."""

    text: str
    assessment: Assessment
    elapsed: float | None = None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What became of a message. `findings` are cues and facts by name; `before` and `state` are the machine's states around it."""

    number: int
    said: Said
    phase: Phase
    before: str
    move: Move
    state: str
    reply: str
    findings: Mapping[str, Verdict]
    retreated: bool

    def finding(self, name: str) -> Verdict:
        return self.findings.get(name, NOTHING)

    def heard(self, name: str) -> bool:
        return self.finding(name).status is Status.HEARD


@dataclass(frozen=True, kw_only=True)
class Round:
    """Where a round stands: everything follows from edition, seed and turns."""

    edition: Edition
    seed: int
    state: str
    first_line: str
    turns: tuple[Turn, ...] = ()
    first_ask: Amounts = field(default_factory=dict)
    first_ask_text: str | None = None
    offer: Amounts | None = None
    constraint_known: bool = False
    accepted: bool = False
    tied: bool = False
    free: bool = False
    pushes: int = 0
    said_lines: tuple[str, ...] = field(default=())

    @property
    def is_over(self) -> bool:
        return self.edition.machine.is_final(self.state)

    @property
    def last_line(self) -> str:
        return self.turns[-1].reply if self.turns else self.first_line

    @property
    def phase(self) -> Phase:
        """Where the talk stands before the next message."""
        if self.state in ASKING:
            return Phase.OPENING
        if self.state in CLOSING:
            return Phase.CLOSING
        return Phase.AFTER_CONSTRAINT if self.constraint_known else Phase.AFTER_REFUSAL

    @property
    def step(self) -> int:
        """Which of the four steps comes next: 1 ask, 2 take the no, 3 step down, 4 secure. Whoever feels pushed is back at 2."""
        if self.state == State.REACTANCE:
            return 2
        if self.holds:
            return 3
        return {Phase.OPENING: 1, Phase.AFTER_REFUSAL: 2, Phase.AFTER_CONSTRAINT: 3, Phase.CLOSING: 4}[self.phase]

    @property
    def holds(self) -> bool:
        """Whether an offer is on the table and not yet agreed to."""
        return self.offer is not None and self.phase is not Phase.CLOSING and self.state != State.REACTANCE

    @property
    def words(self) -> Mapping[str, str]:
        """What fills the placeholders: the user's own figures, and the constraint as the counterpart puts it."""
        return {
            "ask": in_words(self.first_ask),
            "offer": in_words(self.offer or _NO_AMOUNTS),
            "constraint": self.edition.constraint(self.seed).short,
        }

    @property
    def context(self) -> Context:
        """What hearing may know before the next message."""
        script, constraint = self.edition.script, self.edition.constraint(self.seed)
        return Context(
            phase=self.phase,
            situation=script.situation,
            counterpart=f"{script.counterpart.name}, {script.counterpart.role}",
            target=script.ask.target.words,
            stretch=script.ask.stretch.words,
            floor=script.ask.floor.words,
            first_ask=self.first_ask_text,
            constraint_kind=constraint.kind if self.constraint_known else None,
            counterpart_line=self.last_line,
            retreat_made=self.offer is not None,
        )


def begin(edition: Edition, seed: int) -> Round:
    """A fresh round: the counterpart has said the first line and waits."""
    initial = edition.temperament.initial
    lines = edition.script.lines_for(initial, Move.START, edition.temperament.id)
    line = fill(lines[draw(len(lines), seed, 0)], {})
    return Round(edition=edition, seed=seed, state=initial, first_line=line, said_lines=(line,))


def advance(talk: Round, said: Said, *, recorded: Move | None = None) -> Round:
    """The round after one more message. `recorded` replays a move as it was once read, whatever today's reading would be."""
    heard = _Heard(talk, said)
    move = answered = recorded or heard.move
    after_message = heard.remembered(move)
    moment = _moment(after_message)
    state = talk.edition.machine.next_state(moment, move)
    if len(talk.turns) + 1 >= talk.edition.temperament.max_turns and not talk.edition.machine.is_final(state):
        answered = Move.OUT_OF_TIME
        state = talk.edition.machine.next_state(moment, answered)
    raw_line = _line(after_message, state, answered)
    reply = _with_gap(talk, said, fill(raw_line, after_message.words))
    turn = Turn(
        number=len(talk.turns) + 1,
        said=said,
        phase=talk.phase,
        before=talk.state,
        move=move,
        state=state,
        reply=reply,
        findings=heard.findings(move),
        retreated=move in _RETREATS,
    )
    return replace(
        after_message,
        state=state,
        turns=(*talk.turns, turn),
        constraint_known=talk.constraint_known or state == State.CONSTRAINT_NAMED,
        said_lines=(*talk.said_lines, raw_line),
    )


def replay(edition: Edition, seed: int, messages: Iterable[tuple[Said, Move]]) -> Round:
    """A stored round, rebuilt from its messages and the moves they were read as."""
    talk = begin(edition, seed)
    for said, move in messages:
        talk = advance(talk, said, recorded=move)
    return talk


class _Heard:
    """One message seen against the round so far."""

    def __init__(self, talk: Round, said: Said) -> None:
        self.talk = talk
        self.said = said
        ask = talk.edition.script.ask
        self.reference = talk.offer if talk.offer is not None else talk.first_ask
        asking = talk.phase is Phase.OPENING
        self.amounts = hear_amounts(ask, said.text, None if asking else self.reference)
        sizing = talk.edition.rubric.sizing
        self.size = size(ask, self.amounts, sizing.tame_share) if asking else Size.UNKNOWN
        # An offer made without figures has nothing to compare with.
        comparable = not asking and (talk.offer is None or bool(talk.offer))
        self.step = compare(ask, self.reference, self.amounts) if comparable else Step.UNKNOWN
        self.situation = Situation(
            phase=talk.phase,
            state=talk.state,
            assessment=said.assessment,
            size=self.size,
            step=self.step,
            below_floor=below_floor(ask, self.amounts),
            offer_on_table=talk.offer is not None,
            asked_back=bool(talk.turns) and talk.turns[-1].move is Move.UNCLEAR,
            few_words=len(said.text.split()) <= _FEW_WORDS,
        )
        self.move = read_move(self.situation)

    def remembered(self, move: Move) -> Round:
        """The round with what this message adds to it, before the counterpart reacts."""
        talk = self.talk
        changes: dict[str, object] = {"pushes": talk.pushes + (move in _PUSHES)}
        if talk.phase is Phase.OPENING:
            if self.amounts or self.said.assessment.heard(Cue.SPECIFIC_ASK):
                changes |= {"first_ask": {**talk.first_ask, **self.amounts}, "first_ask_text": self.said.text}
            elif talk.first_ask_text is None and move is not Move.OFF_TOPIC:
                changes["first_ask_text"] = self.said.text
        elif move in _RETREATS or (move is Move.HELD and talk.offer is not None and not talk.offer):
            changes["offer"] = (
                {**talk.first_ask, **(talk.offer or {}), **self.amounts} if self.amounts else (talk.offer or {})
            )
        if talk.phase is not Phase.OPENING:
            assessment = self.said.assessment
            changes["accepted"] = talk.accepted or _at_least_unsure(assessment, Cue.ACKNOWLEDGES_REFUSAL)
            changes["free"] = talk.free or assessment.heard(Cue.LEAVES_CHOICE)
            # Without figures doubt counts for the user; a mere number does not answer what only words can.
            ties = self._ties(move)
            changes["tied"] = talk.tied or ties is Status.HEARD or (ties is Status.UNSURE and not self.amounts)
        return replace(talk, **changes)  # type: ignore[arg-type] # the keys are field names of Round

    def findings(self, move: Move) -> Mapping[str, Verdict]:
        """The cues, corrected where the script's own numbers know better, and the facts."""
        found = {cue.value: verdict for cue, verdict in self.said.assessment.verdicts.items()}
        whole = _fact(self.said.text)
        figures = _fact(_figures(self.said.text, self.amounts))
        if self.talk.phase is Phase.OPENING:
            found |= self._opening_facts(figures)
        elif steps_down(self.situation):
            found[Cue.SMALLER_ASK] = figures
        elif self.step in {Step.SAME, Step.BIGGER} and not self.said.assessment.heard(Cue.SMALLER_ASK):
            found.pop(Cue.SMALLER_ASK, None)
        if self.talk.offer is not None and self.step is Step.SAME:
            found.pop(Cue.CASCADE, None)
        if move is Move.HELD and self.talk.offer is not None:
            # Standing by one's offer contests the bait, not a no.
            found.pop(Cue.ARGUES, None)
        if move is Move.CASCADED:
            found.setdefault(Cue.CASCADE, figures)
        if move in _RETREATS or self.talk.offer is not None:
            cue = found.get(Cue.TIES_TO_CONSTRAINT, NOTHING)
            found[Cue.TIES_TO_CONSTRAINT] = replace(cue, status=self._ties(move), quote=cue.quote or figures.quote)
        if move in _RETREATS:
            found |= self._retreat_facts(whole, figures)
        return found

    def _opening_facts(self, figures: Verdict) -> dict[str, Verdict]:
        facts: dict[str, Verdict] = {}
        if self.amounts:
            facts[Cue.SPECIFIC_ASK] = figures
        if self.amounts or self.said.assessment.heard(Cue.SPECIFIC_ASK):
            facts[Fact.ASKED] = figures
        sized = {
            Size.STRETCH: Fact.STRETCH,
            Size.TAME: Fact.TAME,
            Size.AT_TARGET: Fact.AT_TARGET,
            Size.BELOW_FLOOR: Fact.AT_TARGET,
            Size.ABSURD: Fact.ABSURD,
        }
        if self.size in sized:
            facts[sized[self.size]] = figures
        elif Fact.ASKED in facts:
            facts[Fact.STRETCH] = replace(figures, status=Status.UNSURE, probability=0.5)
        return facts

    def _retreat_facts(self, whole: Verdict, figures: Verdict) -> dict[str, Verdict]:
        facts: dict[str, Verdict] = {}
        timing, elapsed = self.talk.edition.rubric.timing, self.said.elapsed
        if self.situation.below_floor:
            facts[Fact.BELOW_FLOOR] = figures
        if elapsed is not None:
            if elapsed <= timing.quick_seconds and len(self.said.text) > timing.quick_rate * max(elapsed, 0.5):
                facts[Fact.TOO_QUICK] = whole
            if elapsed > timing.stale_hours * 3600:
                facts[Fact.STALE] = whole
        return facts

    def _ties(self, move: Move) -> Status:
        """Whether this message's step down answers the constraint: by what is trimmed where figures tell, else by what was heard."""
        talk = self.talk
        if not talk.constraint_known or (move not in _RETREATS and talk.offer is None):
            return Status.NOT_HEARD
        heard = self.said.assessment[Cue.TIES_TO_CONSTRAINT].status
        answered_by = set(talk.edition.constraint(talk.seed).answered_by)
        cut = set(trimmed(talk.edition.script.ask, self.reference, self.amounts)) if move in _RETREATS else set()
        if cut & answered_by:
            return Status.HEARD
        if cut and answered_by:
            return Status.UNSURE if heard is Status.HEARD else Status.NOT_HEARD
        return heard


def _figures(text: str, amounts: Amounts) -> str:
    """The stretch of the text that holds its figures, to the letter; the whole text where there are none."""
    places = [(text.find(amount.words), len(amount.words)) for amount in amounts.values()]
    if not places:
        return text
    return text[min(start for start, _ in places) : max(start + length for start, length in places)]


def _fact(words: str) -> Verdict:
    return Verdict(status=Status.HEARD, probability=1.0, quote=words)


def _at_least_unsure(assessment: Assessment, cue: Cue) -> bool:
    return assessment.heard(cue) or assessment.unsure(cue)


def _moment(talk: Round) -> Moment:
    return Moment(
        state=talk.state,
        tied=talk.tied,
        free=talk.free,
        accepted=talk.accepted,
        constraint_known=talk.constraint_known,
        offer_on_table=talk.offer is not None,
        out_of_patience=talk.pushes >= talk.edition.temperament.patience,
    )


def _line(talk: Round, state: str, move: Move) -> str:
    """One line for where the talk now stands; one not yet said in this round, if there is any, and never the last one."""
    script = talk.edition.script
    lines = script.lines_for(state, move, talk.edition.temperament.id)
    if state == State.CONSTRAINT_NAMED and not talk.constraint_known:
        lines = talk.edition.constraint(talk.seed).says
    fresh = [line for line in lines if line not in talk.said_lines]
    choice = fresh or [line for line in lines if line != talk.said_lines[-1]] or list(lines)
    return choice[draw(len(choice), talk.seed, len(talk.turns) + 1, state, move.value)]


def _with_gap(talk: Round, said: Said, reply: str) -> str:
    """A counterpart who waited for hours says so first."""
    if said.elapsed is None or said.elapsed <= talk.edition.rubric.timing.stale_hours * 3600 or not talk.turns:
        return reply
    lines = talk.edition.script.gap_lines
    return f"{lines[draw(len(lines), talk.seed, len(talk.turns) + 1, 'gap')]} {reply}"
