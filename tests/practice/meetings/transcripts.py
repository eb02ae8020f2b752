"""The six rehearsals of a case as text. `python -m tests.practice.meetings.transcripts` writes the golden ones anew; read what changed before you keep it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bot.authoring.players import GOOD, Player, play
from bot.practice.meetings.counterpart import script_of
from bot.practice.meetings.rehearsing import rehearsal
from bot.practice.scoring import score_round
from bot.practice.script import Script
from bot.practice.talk import Round
from tests.practice.meetings.cases import CASES
from tests.practice.meetings.contents import CONTENT
from tests.practice.samples import LIBRARY

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_CASES = ("salary", "childcare")
FIRST = 6


def script_for(case: str) -> Script:
    return script_of(list(CASES).index(case) + 1, CASES[case], CONTENT)


def rehearsed(reading: Script, player: Player = GOOD, count: int = FIRST) -> tuple[Round, ...]:
    """One after the other, each made harder or easier by how the ones before it went."""
    talks: list[Round] = []
    for nth in range(1, count + 1):
        edition, seed = rehearsal(reading, LIBRARY, nth, [score_round(talk).total for talk in talks])
        talks.append(play(player, edition, seed))
    return tuple(talks)


def heard(talk: Round) -> tuple[str, ...]:
    """All that the counterpart said."""
    return (talk.first_line, *(turn.reply for turn in talk.turns))


def said_twice(talk: Round) -> list[str]:
    return [after for before, after in pairwise(heard(talk)) if before == after]


def transcript(case: str) -> str:
    script = script_for(case)
    return "\n".join([*_brief(script), *(line for talk in rehearsed(script) for line in told(talk))]) + "\n"


def _brief(script: Script) -> Iterator[str]:
    ask, who = script.ask, script.counterpart
    yield f"{script.title} ({script.area}). {who.name}, {who.role}."
    yield script.brief
    yield f"Stretch: {ask.stretch.words}. Target: {ask.target.words}; {ask.target.gain}. Floor: {ask.floor.words}."
    yield from (f"Reason: {reason}" for reason in ask.reasons)
    yield from (f"Constraint: {one.id}, {one.kind}: {one.short}" for one in script.constraints)
    yield from (f"Their offer: {use.counter.words}" for use in script.twists if use.counter)


def told(talk: Round) -> Iterator[str]:
    edition = talk.edition
    twist = edition.twist.id if edition.twist else "no twist"
    yield ""
    yield f"== {edition.temperament.id}, {twist}, {edition.constraint(talk.seed).id}"
    yield talk.first_line
    for turn in talk.turns:
        yield f"> {turn.said.text}"
        yield turn.reply


if __name__ == "__main__":
    for name in GOLDEN_CASES:
        (GOLDEN / f"{name}.txt").write_text(transcript(name), encoding="utf-8")
