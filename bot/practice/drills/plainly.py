"""What was heard in a line of a drill, corrected where its words are plain; of a round, `corrections` does the same."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.hearing.cues import NOTHING, Assessment, Cue, Phase, Status, Verdict
from bot.hearing.numbers.quantities import Kind, Quantity, find_quantities
from bot.practice.drills.plain_words import (
    asks,
    asks_for_a_no,
    contests,
    forces,
    may_want_a_no,
    names_less,
    names_no_size,
    only_compares,
    speaks_for_them,
    takes_no,
)
from bot.practice.facts import fact
from bot.practice.retorts import insult, retort
from bot.practice.ways_out import way_out

_TO_A_NO = frozenset({Phase.AFTER_REFUSAL, Phase.AFTER_CONSTRAINT})
_IF_NOT = re.compile(
    r"\b(?:if|should|in case)\b[^.!?;]{0,50}\b(?:too|much|not|problem|allowed|long|hard|more|scares?|doesn't|isn't|can't|won't|even)\b[^.!?;\d]{0,20}$|\b(?:or|or even|even|maybe) $",
    re.IGNORECASE,
)
_TOO = re.compile(
    r"^(?: of (?:them|those))? (?:(?:is|are|would|will|works?|helps?)(?: also| still)?(?: be)?(?: also| still)? (?:fine|ok|okay|help|do|great|good|lovely|enough)|too|also|as well)\b(?! (?:much|long|many|late|big|little|few)\b)",
    re.IGNORECASE,
)
_COULD = re.compile(
    r"\b(?:could|can|would|might|maybe|perhaps) (?:also |even |maybe |perhaps |still )?(?:come|do|live|manage|take|go|work|be|make it)\b[^.!?;\d]{0,12}$",
    re.IGNORECASE,
)

_Verdicts = dict[Cue, Verdict]


def plainly(assessment: Assessment, phase: Phase, text: str, *, under_test: bool) -> Assessment:
    """The line's verdicts with those that its words settle. `under_test`: an offer is on the table, and whoever is rude then presses."""
    verdicts = dict(assessment.verdicts)
    words = forces(text)
    if insult(text):
        verdicts = _rude(verdicts, Cue.PRESSURE, insult(text))
    elif phase in _TO_A_NO and (brushed := retort(text, to_an_offer=under_test)):
        verdicts = _rude(verdicts, Cue.PRESSURE if under_test else Cue.ARGUES, brushed)
    elif words:
        verdicts = _without_choice_in(words, verdicts) | {Cue.PRESSURE: fact(words)}
    if phase in _TO_A_NO and not under_test and (words := contests(text)):
        verdicts |= {Cue.ARGUES: fact(words)}
    elif phase in _TO_A_NO and not under_test:
        verdicts |= _answered(verdicts, phase, text)
    if phase is Phase.OPENING:
        verdicts |= _turned_round(verdicts, text) | _left_open(verdicts, text)
    if not _heard(verdicts, Cue.LEAVES_CHOICE) and (words := way_out(text)):
        verdicts |= {Cue.LEAVES_CHOICE: fact(words)}
    return replace(assessment, verdicts=verdicts)


def bare_numbers(text: str) -> Iterator[Quantity]:
    """Those that do not say what they count."""
    return (one for one in find_quantities(text) if one.kind is Kind.COUNT and not one.unit)


def further_sizes(text: str) -> Iterator[float]:
    """Bare numbers that a step down is followed by: "30 too", "if even that's too much, 12"."""
    for one in bare_numbers(text):
        if _IF_NOT.search(text[max(0, one.start - 90) : one.start]) or _TOO.match(text[one.end : one.end + 40]):
            yield one.value


def _turned_round(verdicts: _Verdicts, text: str) -> _Verdicts:
    """A question to which no is the agreeable answer is known by its words; without any of them a plain one was taken for it."""
    words = asks_for_a_no(text)
    if words:
        heard = verdicts.get(Cue.NO_ORIENTED, NOTHING)
        return {Cue.NO_ORIENTED: heard if heard.status is Status.HEARD else fact(words)}
    return {} if may_want_a_no(text) else {Cue.NO_ORIENTED: NOTHING}


def offered_besides(text: str) -> Iterator[float]:
    """Bare numbers that are offered beside what stands: "we could also come with thirty"."""
    for one in bare_numbers(text):
        if _COULD.search(text[max(0, one.start - 60) : one.start]) or _TOO.match(text[one.end : one.end + 40]):
            yield one.value


def _left_open(verdicts: _Verdicts, text: str) -> _Verdicts:
    """What is asked without a figure or a day: not specific where it is only told or left open, doubtful where it is only more or less."""
    heard = verdicts.get(Cue.SPECIFIC_ASK, NOTHING)
    if heard.status is not Status.HEARD:
        return {}
    if not (asks(text) or "?" in text or asks_for_a_no(text)) or (names_no_size(text) and not find_quantities(text)):
        return {Cue.SPECIFIC_ASK: NOTHING}
    doubtful = only_compares(text) and not find_quantities(text)
    return {Cue.SPECIFIC_ASK: replace(heard, status=Status.UNSURE)} if doubtful else {}


def _answered(verdicts: _Verdicts, phase: Phase, text: str) -> _Verdicts:
    """A no that is taken, a step down that is named and a reason in their terms, in words that leave no doubt."""
    found: _Verdicts = {}
    pushes = _heard(verdicts, Cue.ARGUES) or _heard(verdicts, Cue.PRESSURE)
    if phase is Phase.AFTER_REFUSAL and not pushes and (words := takes_no(text)):
        found[Cue.ACKNOWLEDGES_REFUSAL] = fact(words)
    if phase is Phase.AFTER_CONSTRAINT and (words := names_less(text)):
        found[Cue.NAMES_CONCESSION] = fact(words)
    if phase is Phase.AFTER_CONSTRAINT and not pushes and (words := speaks_for_them(text)):
        found[Cue.JUSTIFICATION] = fact(words)
    if names_no_size(text) and not find_quantities(text):
        verdicts.pop(Cue.SMALLER_ASK, None)
    return {cue: one for cue, one in found.items() if not _heard(verdicts, cue)}


def _without_choice_in(words: str, verdicts: _Verdicts) -> _Verdicts:
    """An ultimatum leaves no choice, though it names one."""
    left = verdicts.get(Cue.LEAVES_CHOICE, NOTHING).quote
    return {cue: one for cue, one in verdicts.items() if cue is not Cue.LEAVES_CHOICE or not left or words not in left}


def _rude(verdicts: _Verdicts, cue: Cue, words: str) -> _Verdicts:
    """What is rude takes no no well, and its question ("what's wrong with you?") asks nothing."""
    asked = verdicts.get(Cue.INVITES_CONSTRAINT, NOTHING).quote
    dropped = {Cue.ACKNOWLEDGES_REFUSAL, Cue.OFF_TOPIC}
    if asked and (asked in words or words in asked):
        dropped.add(Cue.INVITES_CONSTRAINT)
    return {name: one for name, one in verdicts.items() if name not in dropped} | {cue: fact(words)}


def _heard(verdicts: _Verdicts, cue: Cue) -> bool:
    return verdicts.get(cue, NOTHING).status is Status.HEARD
