"""The plan as a written message: two honest options side by side and an easy no, to copy into an email; and the coach's own judgement of it."""

import re
from dataclasses import dataclass

from bot.hearing.cues import Channel, ConstraintKind, Listener
from bot.practice.debrief import Change, change_of
from bot.practice.edition import Edition
from bot.practice.library import Library
from bot.practice.meetings.own_ask import ask_of
from bot.practice.meetings.plan import Reading
from bot.practice.meetings.spoken import bare, reason_for_them, shortened, subject, within
from bot.practice.round import advance, begin
from bot.practice.rubric import Span
from bot.practice.scoring import CapHit, CriterionScore, score_round
from bot.practice.script import (
    WILDCARD,
    Area,
    Ask,
    Constraint,
    Counterpart,
    Difference,
    LineGroup,
    Measure,
    MeasureKind,
    Script,
)
from bot.practice.states import Move
from bot.practice.talk import Said

MOST_WORDS = 130
READER = "reader"
"""The temperament of whoever reads a message."""
_ROUNDING = 1e-6
_LONGEST_NAME = 30
_STEP = Difference(
    what="The first is the whole of it; the second is a smaller step in the same direction.",
    words=("first step", "smaller step", "small step", "step towards", "all of it", "only part", "only a part", "the whole of it", "does less"),
)  # fmt: skip
_I = re.compile(r"I\b")
_NO_NAME = re.compile(r"(?:your|my|our|the|an?|their|his|her)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"^because ", re.IGNORECASE)
_FOR_BOTH = "Either one saves us both a long back and forth."
"""What they have of both; the plan's reason may speak of the larger one, or of the user, alone."""
_END = "If neither fits, just say so. Reply “first” or “second”, and I'll write up the next step the same day."
_THIRD = re.compile(r"\b(?:he|she|they|him|her|them|his|their)\b", re.IGNORECASE)
_MORE_OR_LESS = {
    "costs you less": ("costs less", "cheaper", "easier on", "less money", "saves you money"),
    "leaves you more": ("leaves more", "better for you", "less of a cut", "closer to your price"),
    "takes less time": ("less time", "shorter", "over sooner", "sooner done"),
    "leaves you more time": ("more time", "later", "less of a rush"),
    "asks less of you": (
        "less of your",
        "less of you",
        "less work",
        "less effort",
        "needs less",
        "asks less",
        "weighs less",
        "less for you",
        "less at once",
    ),
}
"""How the second differs, with other words for the same."""


@dataclass(frozen=True)
class _Room:
    """The most characters of each of the plan's own words."""

    topic: int
    option: int
    reason: int


_ROOMS = (_Room(60, 80, 160), _Room(30, 80, 80), _Room(0, 50, 60))


@dataclass(frozen=True)
class Judged:
    """What a round would say to a message: the criteria that the message itself can earn, and what would earn the rest."""

    criteria: tuple[CriterionScore, ...]
    caps: tuple[CapHit, ...]
    changes: tuple[Change, ...]

    @property
    def earns_all(self) -> bool:
        return not self.caps and all(item.lost < _ROUNDING for item in self.criteria)


def message_of(reading: Reading) -> str:
    """Ready to be copied; "" where the plan has no two options. The floor is no part of it."""
    ask = ask_of(reading)
    if ask is None:
        return ""
    drafts = (_draft(reading, ask, room) for room in _ROOMS)
    return next((draft for draft in drafts if len(draft.split()) <= MOST_WORDS), "")


def _draft(reading: Reading, ask: Ask, room: _Room) -> str:
    return "\n\n".join((_greeting(reading), _options(reading, ask, room), _recommended(reading, ask, room), _END))


def judged(message: str, reading: Reading, library: Library, listener: Listener) -> Judged | None:
    """As a round's first message would be; None where the plan has no two options to judge by."""
    script = script_of(reading)
    if script is None:
        return None
    edition = Edition(script=script, temperament=library.temperaments_by_id[READER], rubric=library.rubric)
    talk = begin(edition, 0)
    talk = advance(talk, Said(text=message, assessment=listener.listen(talk.context, message)))
    score = score_round(talk)
    criteria = tuple(item for item in score.criteria if item.criterion.span is Span.ASK)
    lost = sorted((item for item in criteria if item.lost >= _ROUNDING), key=lambda item: -item.lost)
    return Judged(criteria, score.caps, tuple(change_of(talk, item) for item in lost))


def script_of(reading: Reading) -> Script | None:
    """For judging alone: nobody talks with it."""
    ask = ask_of(reading)
    if ask is None:
        return None
    topic = shortened(bare(reading.topic), 60) or "something"
    kind = reading.objections[0].kind if reading.objections else ConstraintKind.OTHER
    return Script(
        format_version=1,
        revision=1,
        id="two-options",
        title="Two options",
        area=Area.WORK,
        channel=Channel.MESSAGE,
        counterpart=Counterpart(
            name=_cut(reading.name, _LONGEST_NAME) or "They", role=_cut(reading.role, 60) or "Counterpart", about="Reads what you write."
        ),
        brief="Write a message with two options.",
        situation=f"Somebody writes a message about {topic}, with two options.",
        ask=ask.model_copy(update={"measures": tuple(_by_whole_phrases(measure, ask) for measure in ask.measures)}),
        differences=_differences(ask),
        constraints=(Constraint(id="theirs", kind=kind, short="that stands in the way", says=("That stands in the way.",)),),
        temperaments=(READER,),
        gap_lines=("I have read it.",),
        lines={WILDCARD: (LineGroup.model_validate({"move": list(Move), "say": ["I have read it."]}),)},
    )  # fmt: skip


def _by_whole_phrases(measure: Measure, ask: Ask) -> Measure:
    """Single words tell an offer from a first ask in a talk; among two options side by side, any "two" or "half" would be a third."""
    whole = {words.words.casefold() for words in (ask.stretch, ask.target, ask.floor)}
    kept = {phrase: value for phrase, value in measure.phrases.items() if " " in phrase or phrase.casefold() in whole}
    return measure.model_copy(update={"phrases": kept})


def _differences(ask: Ask) -> tuple[Difference, ...]:
    easier = _easier(ask)
    others = Difference(what=f"The second {easier}.", words=(easier, *_MORE_OR_LESS[easier]))
    return (_STEP, others, Difference(what="The first does more.", words=_MORE_WORDS))


def _greeting(reading: Reading) -> str:
    """By name, and of two the first; "your boss" is none."""
    name = _cut(reading.name, _LONGEST_NAME)
    if not name or name[0].islower() or _NO_NAME.match(name):
        return "Hello,"
    first, _, rest = name.partition(" ")
    by_first = rest and first.casefold() == reading.alias
    return f"Hello {first if by_first else name},"


def _options(reading: Reading, ask: Ask, room: _Room) -> str:
    topic = subject(reading.topic)
    named = any(word in topic.casefold() for word in reading.name.casefold().split())
    # A figure in it would be read as one more option; and nobody is told about themselves.
    told = any(character.isdigit() for character in topic) or named or _THIRD.search(topic)
    fits = topic and len(topic) <= room.topic and not told
    about = f"I'm writing about {topic}. " if fits else ""
    larger, smaller = (within(shortened(one.words, room.option)) for one in (ask.stretch, ask.target))
    return f"{about}There are two ways, and I'd be glad of either: {larger}, or {smaller}."


def _recommended(reading: Reading, ask: Ask, room: _Room) -> str:
    floor = bare(reading.floor).casefold()
    safe = tuple(reason for reason in reading.reasons if not floor or floor not in reason.casefold())
    reason = bare(_BECAUSE.sub("", shortened(reason_for_them(safe), room.reason)))
    return f"{_first(within(reason))} The first is the whole of it; the second {_easier(ask)}. {_FOR_BOTH}"


def _first(reason: str) -> str:
    """What may begin with a name keeps its capital, in a sentence of its own."""
    if not reason:
        return "I'd recommend the first."
    small = reason[0].islower() or _I.match(reason)
    return (
        f"I'd recommend the first, because {reason}."
        if small
        else f"I'd recommend the first, and here's why. {reason}."
    )


def _easier(ask: Ask) -> str:
    """By what the two are sized in: whoever is asked pays less, gets more, or has more time."""
    measure = ask.measures[0]
    less = measure.stretch > measure.target
    if measure.kind is MeasureKind.MONEY:
        return "costs you less" if less else "leaves you more"
    if measure.kind is MeasureKind.DURATION:
        return "takes less time" if less else "leaves you more time"
    return "asks less of you"


_MORE_WORDS = (
    "costs more",
    "costs you more",
    "takes longer",
    "is longer",
    "runs longer",
    "is sooner",
    "asks more",
    "more of your",
    "more work",
)


def _cut(words: str, longest: int) -> str:
    return shortened(bare(words), longest)
