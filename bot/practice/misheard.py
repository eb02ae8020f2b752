"""Who was misheard and says so ("I said 900, not 980"): told by its words, and the round put back to what was meant.

Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.hearing.cues import Cue
from bot.practice.amounts import hear_amounts, mentions
from bot.practice.rubric import Fact
from bot.practice.states import Move, State

if TYPE_CHECKING:
    from bot.practice.talk import Round, Turn

_LONGEST = 600
_I_SAID = re.compile(
    r"\b(?:i|we)(?: had|'d|'ve| have| still| only| just| actually| clearly)* (?:said|asked|meant|proposed|offered|wanted|was asking|was talking|spoke|named|told you)\b[^.!?;]{0,60}?(?:,| and| but|\s[-\u2013\u2014]) ?not? (?!sure\b|only\b|just\b|because\b|more\b|less\b|that i\b|to\b)",
    re.IGNORECASE,
)
_NOT_MINE = re.compile(
    r"\b(?:that|it|this|\d[\d,.]{0,12})(?:'s| is| was|'s| isn't| wasn't)(?: not| never|n't)? (?:not |never )?(?:my|our|what (?:i|we)(?:'d|'ve)?)(?: \w{1,20})? ?(?:offer|ask|figure|number|proposal|price|said|asked|meant|offered|proposed|agreed)\b"
    r"|\b(?:i|we) (?:never|didn't|did not|haven't|have not) (?:said|say|asked|ask|agreed|agree|offered|offer|proposed|propose|mentioned|meant|mean)(?: to| on| for)? (?:that|it|this|\d)"
    r"|\byou(?:'ve| have)? (?:misheard|misunderstood|got (?:me|that|it) wrong|mixed)\b|\bthat's a misunderstanding\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|isn't|wasn't|no)\b", re.IGNORECASE)
_TAKEN = frozenset({Move.TOOK_COUNTER, Move.ACCEPTED_NO, Move.SECURED})
_STEPS = frozenset({Move.NAMED_RETREAT, Move.UNNAMED_RETREAT, Move.CASCADED, Move.BELOW_FLOOR})
_OF_A_STEP = frozenset(
    {
        Cue.SMALLER_ASK.value,
        Cue.NAMES_CONCESSION.value,
        Cue.CASCADE.value,
        Cue.TIES_TO_CONSTRAINT.value,
        Fact.BLIND.value,
        Fact.BELOW_FLOOR.value,
        Fact.TOO_QUICK.value,
        Fact.STALE.value,
    }
)


def corrects(text: str) -> bool:
    """Whether the message says that something else was said or meant than what was heard."""
    plain = text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if _I_SAID.search(plain):
        return True
    found = _NOT_MINE.search(plain)
    if found is None:
        return False
    words = found[0].lower()
    return bool(_NEGATED.search(words)) or "n't" in words or words.startswith("you") or "misunder" in words


def misheard_at(talk: "Round", text: str) -> int | None:
    """The number of the turn that brought in what the message denies; None where nothing that stands is denied."""
    if talk.offer is None or not corrects(text):
        return None
    ask = talk.edition.script.ask
    own = hear_amounts(ask, text)
    standing = {measure.id: talk.offer[measure.id].value for measure in ask.measures if measure.id in talk.offer}
    named = {one.id: {found.value for found in mentions(one, ask, text)} for one in ask.measures}
    denied = [
        name
        for name, value in standing.items()
        if value in named[name] and (name not in own or own[name].value != value)
    ]
    if not denied and (own or any(named.values())):
        return None
    turns = [turn for turn in talk.turns if turn.move in _STEPS or _took(turn)]
    return turns[-1].number if turns else None


def put_back(talk: "Round", before: "Round", number: int) -> "Round":
    """`talk` as it stood in `before`, ahead of the turn `number` that was misheard. What was said and learnt stays; the turn is no step any more, unless its words
    plainly asked for less: going back on one's own offer does not undo it.
    """
    state = before.state
    if state == State.REFUSED and talk.constraint_known:
        state = State.CONSTRAINT_NAMED
    return replace(
        before,
        state=state,
        turns=tuple(_without_step(turn) if turn.number == number else turn for turn in talk.turns),
        said_lines=talk.said_lines,
        constraint_known=talk.constraint_known,
        corrected=talk.corrected,
    )


def _took(turn: "Turn") -> bool:
    return turn.move in _TAKEN and turn.before in {State.COUNTERED, State.PARTLY_AGREED}


def _without_step(turn: "Turn") -> "Turn":
    if turn.said.assessment.heard(Cue.SMALLER_ASK):
        return turn
    findings = {name: verdict for name, verdict in turn.findings.items() if name not in _OF_A_STEP}
    return replace(turn, retreated=False, findings=findings)
