"""What a round is made of: messages, turns, and where the talk stands. Plain records; `round.py` moves them on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.hearing.cues import NOTHING, Assessment, Context, Phase, Status, Verdict
from bot.practice.amounts import Amounts
from bot.practice.edition import Edition
from bot.practice.said_back import in_words
from bot.practice.script import Constraint
from bot.practice.states import ASKING, CLOSING, WRITING, Move, State
from bot.practice.tasks import MENDING, OFFERED, task_of


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message: `elapsed` is the seconds since the counterpart's last line, None where that says nothing (pasted input, tests)."""

    text: str
    assessment: Assessment
    elapsed: float | None = None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What became of a message. `findings` are cues and facts by name; `before` and `state` are the machine's states around it;
    `speaker` gave the reply.
    """

    number: int
    said: Said
    phase: Phase
    before: str
    move: Move
    state: str
    reply: str
    findings: Mapping[str, Verdict]
    retreated: bool
    speaker: str = ""

    def finding(self, name: str) -> Verdict:
        return self.findings.get(name, NOTHING)

    def heard(self, name: str) -> bool:
        return self.finding(name).status is Status.HEARD


@dataclass(frozen=True, kw_only=True)
class Round:
    """Where a round stands: everything follows from edition, seed and turns.

    `offer` is None before a step down; it holds what stands by now, `offer_named` only what the user put into words. `corrected`: the
    counterpart has named the true constraint after another one. `retold` is what of the offer a colleague has been told. `took_theirs`: the counterpart's own offer is what stands.
    """

    edition: Edition
    seed: int
    state: str
    first_line: str
    turns: tuple[Turn, ...] = ()
    first_ask: Amounts = field(default_factory=dict)
    first_ask_text: str | None = None
    offer: Amounts | None = None
    offer_named: Amounts = field(default_factory=dict)
    retold: Amounts = field(default_factory=dict)
    constraint_known: bool = False
    corrected: bool = False
    took_theirs: bool = False
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
    def last_speaker(self) -> str:
        return self.turns[-1].speaker if self.turns else self.edition.script.counterpart.name

    @property
    def phase(self) -> Phase:
        """Where the talk stands before the next message."""
        if self.state in ASKING | WRITING:
            return Phase.OPENING
        if self.state in CLOSING:
            return Phase.CLOSING
        return Phase.AFTER_CONSTRAINT if self.constraint_known else Phase.AFTER_REFUSAL

    @property
    def step(self) -> int:
        """Which of the four steps comes next: 1 ask, 2 take the no, 3 step down, 4 secure. Whoever feels pushed is back at 2.
        A message has two: 1 write it, 2 pin down what is chosen.
        """
        if self.edition.script.is_message:
            return 1 if self.phase is Phase.OPENING else 2
        if self.task in MENDING:
            return 2
        if self.task in OFFERED:
            return 3
        return {Phase.OPENING: 1, Phase.AFTER_REFUSAL: 2, Phase.AFTER_CONSTRAINT: 3, Phase.CLOSING: 4}[self.phase]

    @property
    def steps(self) -> int:
        """How many steps a round of this channel has."""
        return 2 if self.edition.script.is_message else 4

    @property
    def task(self) -> str:
        """What is to be done now, where the step itself does not say it (`tasks.py`)."""
        return task_of(self)

    @property
    def constraint(self) -> Constraint:
        """The constraint that the counterpart speaks of by now."""
        mistaken = self.edition.twist is not None and State.CONSTRAINT_CORRECTED in self.edition.twist.states
        return (
            self.edition.pretext(self.seed) if mistaken and not self.corrected else self.edition.constraint(self.seed)
        )

    @property
    def turned(self) -> bool:
        """Whether the round's turn of events has come; a trap is one from the start."""
        twist = self.edition.twist
        return twist is not None and (twist.is_trap or any(turn.state in twist.states for turn in self.turns))

    @property
    def colleague_came(self) -> bool:
        """Whether a colleague has taken over; then they stay."""
        return any(turn.state == State.HANDED_OVER for turn in self.turns)

    @property
    def words(self) -> Mapping[str, str]:
        """What fills the placeholders: the user's own figures, and the constraint as the counterpart puts it."""
        use = self.edition.twist_use
        return {
            "ask": in_words(self.first_ask, self.edition.script.ask),
            "offer": self._offer_words,
            "constraint": self.constraint.short,
            "counter": use.counter.words if use and use.counter else "",
            "colleague": use.colleague.name if use and use.colleague else "",
            "role": _uncapitalised(use.colleague.role) if use and use.colleague else "",
            "name": self.edition.script.counterpart.name,
        }

    @property
    def _offer_words(self) -> str:
        use = self.edition.twist_use
        if self.took_theirs and use and use.counter:
            return use.counter.words
        return in_words(self.retold or self._agreed_on, self.edition.script.ask)

    @property
    def offered(self) -> str:
        """What is on the table in words, whoever has heard how much of it."""
        return self._offer_words if self.took_theirs else in_words(self._agreed_on, self.edition.script.ask)

    @property
    def _agreed_on(self) -> Amounts:
        granted = any(turn.state == State.GRANTED for turn in self.turns)
        return self.first_ask if granted else self.offer_named

    @property
    def context(self) -> Context:
        """What hearing may know before the next message."""
        script, constraint = self.edition.script, self.constraint
        return Context(
            phase=self.phase,
            channel=script.channel,
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


def _uncapitalised(words: str) -> str:
    return words[:1].lower() + words[1:]
