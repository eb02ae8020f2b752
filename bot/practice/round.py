"""A round, played: message by message from the first line to the end. Pure: the same edition, seed and messages give the same talk to the letter.

Cues → move → transition → line. Nothing here knows a database, a clock or a front; elapsed seconds come with the message.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.hearing.cues import Phase
from bot.practice.answerable import Asked, asked_in, asks_who_among
from bot.practice.asides import asked_about, has_rider
from bot.practice.corrections import as_it_stands
from bot.practice.edition import Edition, draw
from bot.practice.machine import Moment
from bot.practice.message import reading_of
from bot.practice.misheard import misheard_at, put_back
from bot.practice.placeholders import fill, placeholders_in
from bot.practice.rubric import Fact
from bot.practice.sizing import trimmed
from bot.practice.states import CLOSING, RETREATS, Move, State
from bot.practice.talk import Round, Said, Turn


def begin(edition: Edition, seed: int) -> Round:
    """A fresh round: the counterpart has said the first line and waits."""
    initial = edition.temperament.initial
    lines = edition.lines_for(initial, Move.START, turned=edition.is_trap)
    line = fill(lines[draw(len(lines), seed, 0)], {})
    return Round(edition=edition, seed=seed, state=initial, first_line=line, said_lines=(line,))


def advance(talk: Round, said: Said, *, recorded: Move | None = None) -> Round:
    """The round after one more message. `recorded` replays a move as it was once read, whatever today's reading would be."""
    if recorded is None:
        # Once, when it is new: what was heard then is what is stored and counts.
        said = as_it_stands(talk, said)
    heard = reading_of(talk, said)
    move = answered = recorded or heard.move
    if move is Move.CORRECTED:
        return _put_right(talk, said)
    after_message = heard.remembered(move)
    moment = _moment(after_message)
    if move is Move.ASKED_AFTER:
        answered = Move.STALLED
    state = talk.edition.machine.next_state(moment, answered)
    if move is Move.ASKED_AFTER and talk.edition.machine.is_final(state):
        # A yes is not over while they are being asked something.
        state = talk.state
    if len(talk.turns) + 1 >= talk.edition.temperament.max_turns and not talk.edition.machine.is_final(state):
        answered = Move.OUT_OF_TIME
        state = talk.edition.machine.next_state(moment, answered)
    findings = heard.findings(move)
    raw_lines = _line(after_message, state, answered)
    if move is Move.UNCLEAR and heard.lacks_figures:
        raw_lines = (_drawn(after_message, talk.edition.twist.figures, "figures"),) if talk.edition.twist else raw_lines
    if answered is Move.SECURED and talk.edition.machine.is_final(state):
        raw_lines = _with_answer(after_message, raw_lines, said.text, left_open=Fact.LEFT_OPEN in findings)
    if (
        talk.state == State.HANDED_OVER
        and answered in _TELLS
        and asks_who_among(said.text, talk.edition.script.counterpart.name)
    ):
        raw_lines = (*_who(after_message), *raw_lines)
    if move is Move.ASKED_AFTER and answered is Move.STALLED:
        raw_lines = (*_answer_to(after_message, said.text), *raw_lines)
    raw_lines = _with_terms(after_message, said, state, raw_lines)
    raw_lines = _with_aside(after_message, said, state, answered, raw_lines)
    reply = _with_gap(talk, said, " ".join(fill(line, after_message.words) for line in raw_lines))
    turn = Turn(
        number=len(talk.turns) + 1,
        said=said,
        phase=talk.phase,
        before=talk.state,
        move=move,
        state=state,
        reply=reply,
        findings=findings,
        retreated=move in RETREATS,
        speaker=_speaker(talk, state),
    )
    return replace(
        after_message,
        state=state,
        turns=(*talk.turns, turn),
        **_learnt(after_message, state),
        said_lines=(*talk.said_lines, *raw_lines),
    )


def replay(edition: Edition, seed: int, messages: Iterable[tuple[Said, Move]]) -> Round:
    """A stored round, rebuilt from its messages and the moves they were read as."""
    talk = begin(edition, seed)
    for said, move in messages:
        talk = advance(talk, said, recorded=move)
    return talk


def _learnt(talk: Round, state: str) -> dict[str, Any]:
    """What the user knows once the talk stands in `state`. Where the true constraint comes late, what was offered to the other one is off the table."""
    if state == State.CONSTRAINT_CORRECTED and not talk.corrected:
        if _fits_the_true_one(talk):
            return {"constraint_known": True, "corrected": True, "tied": True}
        return {"constraint_known": True, "corrected": True, "offer": None, "offer_named": {}, "tied": False}
    told = state == State.CONSTRAINT_NAMED or _chooses(talk, state)
    return {"constraint_known": talk.constraint_known or told}


def _fits_the_true_one(talk: Round) -> bool:
    """Whether what was offered to the pretext answers the true constraint as well."""
    cut = trimmed(talk.edition.script.ask, talk.first_ask, talk.offer or {})
    return bool(set(cut) & set(talk.edition.constraint(talk.seed).answered_by))


def _chooses(talk: Round, state: str) -> bool:
    """Whether a reader now says which option it is, and why not the other."""
    return state == State.AGREED and talk.edition.script.is_message and talk.offer is not None


def _speaker(talk: Round, state: str) -> str:
    """Who answers: the counterpart, or whoever has taken over, and then stays."""
    use = talk.edition.twist_use
    if (state == State.HANDED_OVER or (talk.colleague_came and talk.edition.colleague_stays)) and use and use.colleague:
        return use.colleague.name
    return talk.edition.script.counterpart.name


def _moment(talk: Round) -> Moment:
    return Moment(
        state=talk.state,
        tied=talk.tied,
        free=talk.free,
        accepted=talk.accepted,
        constraint_known=talk.constraint_known,
        offer_on_table=talk.offer is not None,
        out_of_patience=talk.pushes >= talk.edition.temperament.patience,
        turned=talk.turned,
    )


def _line(talk: Round, state: str, move: Move) -> tuple[str, ...]:
    """A line for where the talk now stands, or two; not yet said in this round, if there are such, and never the last one again."""
    lines = talk.edition.lines_for(state, move, turned=talk.turned or state in talk.edition.twist_states)
    if state == State.CONSTRAINT_NAMED and not talk.constraint_known:
        lines = talk.constraint.says
    if _reminds(talk, state, move):
        return _drawn(talk, lines, state, move), _drawn(talk, talk.edition.reproaches, "reproach")
    if _chooses(talk, state) and not talk.constraint_known:
        return _drawn(talk, talk.constraint.says, talk.constraint.id), _drawn(talk, lines, state, move)
    if state == State.CONSTRAINT_CORRECTED and not talk.corrected:
        true = talk.edition.constraint(talk.seed)
        reply = (_drawn(talk, lines, state, move), _drawn(talk, true.says, true.id))
        fitting = talk.edition.twist.fitting if talk.edition.twist else ()
        return (*reply, _drawn(talk, fitting, "fitting")) if fitting and _fits_the_true_one(talk) else reply
    return (_drawn(talk, lines, state, move),)


def _with_answer(talk: Round, lines: tuple[str, ...], text: str, *, left_open: bool) -> tuple[str, ...]:
    """The last words, with an answer to the question that a recap ends on. A question that leaves all of it open gets nothing else."""
    asked, answers = asked_in(text), talk.edition.temperament.answers
    if talk.colleague_came and asks_who_among(text, talk.edition.script.counterpart.name):
        return *_who(talk), *lines
    if asked is None or answers is None:
        return lines
    if asked is Asked.OPEN:
        answer = _drawn(talk, answers.open, "answer")
        return (answer,) if left_open else (*lines, answer)
    short = {Asked.MORE: answers.more, Asked.WHY: answers.why}.get(asked, answers.whether)
    return (_drawn(talk, short, "answer"), *lines) if short else lines


def _who(talk: Round) -> tuple[str, ...]:
    """The colleague says who they are, where that is asked in passing."""
    lines = talk.edition.lines_for(State.AGREED, Move.ASKED_WHO, turned=True)
    return (_drawn(talk, lines, "who"),) if lines else ()


def _answer_to(talk: Round, text: str) -> tuple[str, ...]:
    """To a question behind the yes. Nothing is promised in passing: what is no plain why is looked up."""
    answers, asked = talk.edition.temperament.answers, asked_in(text)
    if answers is None:
        return ()
    lines = {Asked.WHY: answers.why, Asked.MORE: answers.more}.get(asked or Asked.OPEN, ()) or answers.open
    return (_drawn(talk, lines, "answer"),)


def _with_terms(talk: Round, said: Said, state: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """A yes to an offer on which more hangs than its figures say holds for that, too. `talk` is as it stands after the message."""
    answers = talk.edition.temperament.answers
    new_yes = state == State.AGREED and talk.state not in CLOSING and talk.offer is not None
    if not new_yes or talk.took_theirs or answers is None or not answers.as_said:
        return lines
    told = [turn for turn in talk.turns if turn.retreated or turn.before == State.HANDED_OVER]
    told = [turn for turn in told if turn.before == State.HANDED_OVER] if talk.colleague_came else told
    if not any(has_rider(text) for text in (*(turn.said.text for turn in told), said.text)):
        return lines
    return *lines, _drawn(talk, answers.as_said, "as_said")


def _with_aside(talk: Round, said: Said, state: str, move: Move, lines: tuple[str, ...]) -> tuple[str, ...]:
    """A question in passing is answered first; where nothing else was said, that is all."""
    aside = asked_about(talk.edition.script.asides, said.text)
    if aside is None or talk.phase is Phase.OPENING or talk.colleague_came or state in _NO_TIME:
        return lines
    answer = _drawn(talk, aside.says, "aside")
    return (answer,) if move in {Move.STALLED, Move.OFF_TOPIC, Move.UNCLEAR} else (answer, *lines)


_NO_TIME = frozenset({State.REACTANCE, State.WALKED_AWAY, State.DONE})
"""Nobody explains anything there."""


def _put_right(talk: Round, said: Said) -> Round:
    """Who was misheard is taken at their word: the talk goes back ahead of the turn that got it wrong, and what was asked there stands."""
    wrong = misheard_at(talk, said.text) or len(talk.turns)
    before = replay(talk.edition, talk.seed, ((turn.said, turn.move) for turn in talk.turns[: wrong - 1]))
    meant = put_back(talk, before, wrong)
    state = talk.edition.machine.next_state(_moment(meant), Move.HELD)
    lines = _line(meant, state, Move.HELD)
    answers = talk.edition.temperament.answers
    if answers is not None and answers.corrected:
        lines = (_drawn(meant, answers.corrected, "corrected"), *lines)
    turn = Turn(
        number=len(talk.turns) + 1,
        said=said,
        phase=meant.phase,
        before=meant.state,
        move=Move.CORRECTED,
        state=state,
        reply=_with_gap(talk, said, " ".join(fill(line, meant.words) for line in lines)),
        findings={},
        retreated=False,
        speaker=_speaker(meant, state),
    )
    return replace(
        meant, state=state, turns=(*meant.turns, turn), **_learnt(meant, state), said_lines=(*talk.said_lines, *lines)
    )


def _reminds(talk: Round, state: str, move: Move) -> bool:
    """Whether somebody who has walked into a trap is now told why it is one: once, where the talk comes to what stands in the way."""
    told = any(line in talk.said_lines for line in talk.edition.reproaches) or any(
        turn.state == State.REACTANCE and turn.retreated for turn in talk.turns
    )
    if told or not talk.edition.reproaches:
        return False
    return state == State.CONSTRAINT_NAMED or (state == State.REACTANCE and move not in RETREATS)


_TELLS = frozenset({Move.HELD, Move.BELOW_FLOOR})
"""With these the user has told the colleague what is offered."""

_LATELY = 2
"""Lines that a reply may consist of."""


def _drawn(talk: Round, lines: Sequence[str], *what: str) -> str:
    lines = _fillable(talk, lines)
    fresh = [line for line in lines if line not in talk.said_lines]
    choice = fresh or [line for line in lines if line not in talk.said_lines[-_LATELY:]] or list(lines)
    return choice[draw(len(choice), talk.seed, len(talk.turns) + 1, *what)]


def _fillable(talk: Round, lines: Sequence[str]) -> Sequence[str]:
    """In a rehearsal those that name nothing which has not been heard, where there are such: nobody turns down “that”. Scripts know where it fits."""
    if not talk.edition.script.of_a_plan:
        return lines
    words = talk.words
    whole = [line for line in lines if all(words.get(name) for name in placeholders_in(line))]
    return whole or lines


def _with_gap(talk: Round, said: Said, reply: str) -> str:
    """A counterpart who waited for hours says so first."""
    if said.elapsed is None or said.elapsed <= talk.edition.rubric.timing.stale_hours * 3600 or not talk.turns:
        return reply
    lines = talk.edition.script.gap_lines
    return f"{lines[draw(len(lines), talk.seed, len(talk.turns) + 1, 'gap')]} {reply}"
