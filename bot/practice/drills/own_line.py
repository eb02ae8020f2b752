"""A line of the user's own that lost points in a round, as an item of the drill that is practice for just that."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import date

from bot.hearing.cues import Phase
from bot.practice.debrief import change_of
from bot.practice.drills.drill import SPOKEN_LENGTH, Drill, LineDrill, OwnItem
from bot.practice.placeholders import said_back
from bot.practice.quoting import shown_quote
from bot.practice.round import replay
from bot.practice.said_back import in_words
from bot.practice.scoring import CriterionScore, Mark
from bot.practice.talk import Round, Turn

_NOT_FAILED = {Mark.FULL, Mark.UNSURE, Mark.DISPUTED, Mark.NOT_REACHED}
_ID_LENGTH = 16


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1].rsplit(" ", 1)[0]
    return f"{cut or text[: length - 1]}…"


def drills_for(drills: Iterable[Drill], criterion: str) -> tuple[LineDrill, ...]:
    """The drills with lines that train a criterion; first the one that has it for its first."""
    training = [drill for drill in drills if isinstance(drill, LineDrill) and criterion in drill.trains]
    return tuple(sorted(training, key=lambda drill: (drill.trains.index(criterion), drill.id)))


def failed_line_item(
    drills: Iterable[Drill], talk: Round, score: CriterionScore, on: date, *, mastered: Collection[str] = ()
) -> tuple[LineDrill, OwnItem] | None:
    """The line that lost most of `score`'s criterion in the round played `on` that day, and the drill to write it anew in.

    None where nothing was lost, or where no drill stands at that place of the talk. In a trap the technique itself was wrong. A drill
    whose main criterion is `mastered`, earned in full in that very round, would be practice for what its user can do.
    """
    if score.mark in _NOT_FAILED or score.lost <= 0 or talk.edition.is_trap:
        return None
    number = score.blame.turn if score.blame else score.turn
    if number is None:
        return None
    turn = talk.turns[number - 1]
    earlier = [(one.said, one.move) for one in talk.turns[: number - 1]]
    before = replay(talk.edition, talk.seed, earlier)
    fitting = (one for one in drills_for(drills, score.criterion.id) if one.trains[0] not in mastered)
    drill = next((one for one in fitting if _stands_at(one, before)), None)
    return (drill, _item(before, turn, score, change_of(talk, score).better, on)) if drill else None


def _stands_at(drill: LineDrill, before: Round) -> bool:
    offered = drill.offer_made or drill.phase is Phase.CLOSING
    return (drill.channel, drill.phase, offered) == (
        before.edition.script.channel,
        before.phase,
        before.offer is not None,
    )


def _item(before: Round, turn: Turn, score: CriterionScore, better: str, on: date) -> OwnItem:
    script, constraint = before.edition.script, before.constraint if before.constraint_known else None
    return OwnItem(
        id=_id(before, turn, score),
        criterion=score.criterion.id,
        failed_on=on,
        situation=script.situation,
        brief=script.brief,
        asked=_asked(before),
        counterpart=before.context.counterpart,
        constraint=constraint.kind if constraint else None,
        constraint_words=shorten(said_back(constraint.short), 100) if constraint else None,
        answered_by=constraint.answered_by if constraint else (),
        first_ask=shorten(before.first_ask_text, SPOKEN_LENGTH) if before.first_ask_text else None,
        stretch=script.ask.stretch.words,
        target=script.ask.target.words,
        floor=script.ask.floor.words,
        offer=shorten(in_words(before.offer_named, script.ask), 80) or None,
        measures=script.ask.measures,
        differences=script.differences,
        they_say=before.last_line[-SPOKEN_LENGTH:],
        draft=shorten(turn.said.text, SPOKEN_LENGTH),
        better=shorten(better, SPOKEN_LENGTH),
    )


def _asked(before: Round) -> str | None:
    """The first ask in whole clauses: what hearing takes of it may begin in the middle of one."""
    heard = before.first_ask_text
    said = next((turn.said.text for turn in before.turns if heard and heard in " ".join(turn.said.text.split())), None)
    return shown_quote(said, heard) if said and heard else None


def _id(before: Round, turn: Turn, score: CriterionScore) -> str:
    """The same for the same line of the same round, so that it is kept once."""
    key = "\n".join((before.edition.digest, str(before.seed), str(turn.number), score.criterion.id, turn.said.text))
    return f"own-{hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]}"
