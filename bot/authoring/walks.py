"""Walks at random through every script: whatever is said, the talk ends, and the counterpart always has a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from bot.authoring.repertoire import repertoire
from bot.hearing.cues import Assessment, Cue, Status, Verdict
from bot.practice.edition import Edition
from bot.practice.library import Library
from bot.practice.placeholders import placeholders_in
from bot.practice.round import advance, begin
from bot.practice.scoring import score_round
from bot.practice.talk import Round, Said

LONGEST = 24
"""Turns by which every walk has to be over."""

_SHARE_OF_LINES = 0.7
_MOST_CUES = 4
_MUTTERED = ("Hm.", "I would not use it here, because she knows it.", "Yes, deal.", "No.", "Two.", "So it goes on.")


@dataclass(frozen=True)
class Stumble:
    """A walk that went wrong."""

    script: str
    temperament: str
    twist: str
    seed: int
    what: str

    def __str__(self) -> str:
        twist = f" with {self.twist}" if self.twist else ""
        return f"{self.script}, {self.temperament}{twist}, seed {self.seed}: {self.what}"


def stumbles(library: Library, count: int, seed: int = 0) -> Iterator[Stumble]:
    """What goes wrong in `count` walks, spread evenly over all editions; the same `seed` walks the same ways."""
    editions = list(library.every_edition())
    said = {script.id: tuple(repertoire(script).values()) for script in library.scripts}
    for number in range(count):
        edition = editions[number % len(editions)]
        chance = Random(f"{seed}/{number}")
        wrong = _wrong(edition, said[edition.script.id], chance, number)
        if wrong:
            twist = edition.twist.id if edition.twist else ""
            yield Stumble(edition.script.id, edition.temperament.id, twist, number, wrong)


def _wrong(edition: Edition, lines: tuple[Said, ...], chance: Random, seed: int) -> str:
    """What is wrong with one walk; "" where nothing is."""
    try:
        talk = begin(edition, seed)
        while not talk.is_over and len(talk.turns) <= LONGEST:
            talk = advance(talk, _message(lines, chance))
            score_round(talk)
    except (LookupError, ZeroDivisionError) as error:
        return f"{type(error).__name__} after {[turn.move.value for turn in talk.turns]} in {talk.state}"
    return _said_wrong(talk)


def _said_wrong(talk: Round) -> str:
    if not talk.is_over:
        return f"not over after {LONGEST} turns"
    replies = [talk.first_line, *(turn.reply for turn in talk.turns)]
    for before, reply in pairwise(replies):
        if not reply.strip() or placeholders_in(reply):
            return f"an empty line or an open placeholder: {reply!r}"
        if reply in before:
            return f"the same line twice running: {reply!r}"
    return ""


def _message(lines: tuple[Said, ...], chance: Random) -> Said:
    """A line of the made-up players, or a few words in which anything may be heard."""
    if chance.random() < _SHARE_OF_LINES:
        return chance.choice(lines)
    text = chance.choice(_MUTTERED)
    heard = {
        cue: Verdict(status=chance.choice((Status.HEARD, Status.UNSURE)), probability=0.9, quote=text)
        for cue in chance.sample(list(Cue), chance.randrange(_MOST_CUES))
    }
    return Said(text=text, assessment=Assessment(heard))
