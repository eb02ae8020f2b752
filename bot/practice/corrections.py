"""What was heard, corrected where a few words are plain: the ear learns by examples and may not have met them; rules know only these."""

import re
from dataclasses import replace

from bot.hearing.cues import Cue, Phase, Status, Verdict
from bot.practice.amounts import hear_amounts
from bot.practice.answerable import apologises, asks_who
from bot.practice.attributed import tells_of_others
from bot.practice.facts import fact
from bot.practice.misheard import corrects
from bot.practice.on_topic import asks_for
from bot.practice.own_words import answers_itself, guesses, offering, only_complains, says_back, takes_no
from bot.practice.phrases import only_asks, tells_again
from bot.practice.questions import asks_why, asks_why_not, question_why
from bot.practice.retorts import insult, retort
from bot.practice.settling import settles_when
from bot.practice.sizing import Step, compare
from bot.practice.states import RETOLD, THEIR_OFFER, UNDER_TEST, State
from bot.practice.talk import Round, Said
from bot.practice.threats import threat
from bot.practice.ways_out import way_out

_TO_A_NO = frozenset({Phase.AFTER_REFUSAL, Phase.AFTER_CONSTRAINT})
_OFFERS = (Cue.SMALLER_ASK, Cue.NAMES_CONCESSION)
# "No no, 980 is theirs" contradicts; "that's …" alone says nothing.
_NO_ACCEPTANCE = re.compile(
    r"\W{0,6}(?:no,? no\b|no, (?!problem|worries|that's|it's|of course|i)|(?:that's|that|it's|is|well)\W{0,6}(?:(?:yes|yeah|yep)\W{0,6})?$|i didn't know(?: that| it)?\W{0,6}$)",
    re.IGNORECASE,
)
_MAY_ACCEPT = re.compile(r"\b(?:ok|okay|all right|alright|fine|fair|i see|understood)\b", re.IGNORECASE)
_THREATENS = re.compile(
    r"\b(?:or (?:else|i|we)|otherwise|unless|i'll (?:go|leave|switch|sign|take)|we'll (?:go|leave|switch|sign|take)|last chance|take it or leave it|your loss|lose (?:me|us)|better (?:match|beat|be))\b",
    re.IGNORECASE,
)
_NO_RECAP = (Cue.SMALLER_ASK, Cue.NAMES_CONCESSION, Cue.CASCADE, Cue.ARGUES, Cue.PRESSURE)
_SURELY_PRESSED = 0.85
_SURELY_ASKED = 0.6

Verdicts = dict[Cue, Verdict]


def as_it_stands(talk: Round, said: Said) -> Said:
    """The message with its verdicts corrected, once, when it is new."""
    verdicts = _plainly(talk, said.text, dict(said.assessment.verdicts))
    said = replace(said, assessment=replace(said.assessment, verdicts=verdicts))
    verdicts = _corrected(talk, said, verdicts)
    return replace(said, assessment=replace(said.assessment, verdicts=verdicts))


def _corrected(talk: Round, said: Said, verdicts: Verdicts) -> Verdicts:
    """An insult presses and takes no no well, a retort argues; a step down that is told again, when asked for, presses nobody; a question alone pins nothing down."""
    to_a_no = talk.phase in _TO_A_NO
    if words := insult(said.text):
        return _rude(verdicts, Cue.PRESSURE, words)
    if (to_a_no or talk.edition.script.of_a_plan) and (words := threat(said.text)):
        return _rude(verdicts, Cue.PRESSURE, words)
    if to_a_no and (words := retort(said.text, to_an_offer=talk.state in THEIR_OFFER)):
        return _rude(verdicts, Cue.PRESSURE if talk.state in UNDER_TEST else Cue.ARGUES, words)
    if to_a_no and (words := asks_why(said.text)):
        return {Cue.INVITES_CONSTRAINT: fact(words)} | _of(verdicts, Cue.ACKNOWLEDGES_REFUSAL)
    words = settles_when(said.text) or answers_itself(said.text) if talk.phase is Phase.CLOSING else ""
    if words and not said.assessment.heard(*_NO_RECAP):
        return _without(verdicts, Cue.OFF_TOPIC, Cue.ARGUES, Cue.PRESSURE) | {Cue.COMMITMENT: fact(words)}
    if talk.phase is Phase.CLOSING and only_asks(said.text):
        return _without(verdicts, Cue.COMMITMENT)
    if said.assessment.heard(Cue.OFF_TOPIC) and _asks_for_it(talk, said.text):
        return _without(verdicts, Cue.OFF_TOPIC)
    if talk.state == State.REACTANCE and apologises(said.text):
        return _without(verdicts, Cue.ARGUES)
    if talk.state in RETOLD and tells_again(said.assessment[Cue.PRESSURE].quote):
        return _without(verdicts, Cue.PRESSURE)
    return verdicts


def _plainly(talk: Round, text: str, verdicts: Verdicts) -> Verdicts:
    """What somebody else offers or pays is no ask, nor is what is denied; and a plain question for what stands in the way is one, whatever is told beside it."""
    if talk.edition.script.of_a_plan:
        verdicts = _in_a_hurry(talk, text, verdicts)
    if talk.phase is Phase.OPENING:
        return verdicts
    if corrects(text) or (tells_of_others(text) and not hear_amounts(talk.edition.script.ask, text)):
        verdicts = _without(verdicts, Cue.SMALLER_ASK, Cue.NAMES_CONCESSION, Cue.CASCADE, Cue.TIES_TO_CONSTRAINT)
    if corrects(text):
        verdicts = _without(verdicts, Cue.ARGUES)
    if tells_of_others(text) and not _THREATENS.search(text):
        # A quote from elsewhere is a fact; what is done with it may push.
        pressed = verdicts.get(Cue.PRESSURE)
        if pressed and (
            not pressed.quote or tells_of_others(pressed.quote) or not hear_amounts(talk.edition.script.ask, text)
        ):
            verdicts = _without(verdicts, Cue.PRESSURE)
        verdicts = _without(verdicts, Cue.ARGUES) if "?" in text else verdicts
    left = verdicts.get(Cue.LEAVES_CHOICE)
    if talk.colleague_came and left and asks_who(left.quote, talk.edition.script.counterpart.name):
        # "Do you decide with her?" leaves no choice, it asks who has one.
        verdicts = _without(verdicts, Cue.LEAVES_CHOICE)
    taken = verdicts.get(Cue.ACKNOWLEDGES_REFUSAL)
    if taken and _NO_ACCEPTANCE.match(taken.quote.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")):
        doubtful = {Cue.ACKNOWLEDGES_REFUSAL: replace(taken, status=Status.UNSURE, probability=0.5)}
        verdicts = _without(verdicts, Cue.ACKNOWLEDGES_REFUSAL) | (doubtful if _MAY_ACCEPT.search(text) else {})
    offers = any(verdicts[cue].status is Status.HEARD for cue in _OFFERS if cue in verdicts)
    words = question_why(text) or (asks_why_not(text) if _stands(talk, text) else "")
    words = words or (guesses(text) if talk.phase is Phase.AFTER_REFUSAL else "")
    if talk.phase in _TO_A_NO and not offers and words:
        verdicts = verdicts | {Cue.INVITES_CONSTRAINT: fact(words)}
    return verdicts


def _in_a_hurry(talk: Round, text: str, verdicts: Verdicts) -> Verdicts:
    """In a rehearsal people write as they do on a phone, and of what they never asked no script knows: plain words count for them, faint accusations do not count."""
    pressed = verdicts.get(Cue.PRESSURE)
    if pressed and pressed.status is Status.HEARD and pressed.probability < _SURELY_PRESSED:
        verdicts = verdicts | {Cue.PRESSURE: replace(pressed, status=Status.UNSURE)}
    if talk.phase is Phase.OPENING:
        aimless = only_complains(text) and not hear_amounts(talk.edition.script.ask, text)
        return _without(verdicts, Cue.SPECIFIC_ASK, Cue.SMALLER_ASK) if aimless else verdicts
    if (
        talk.phase is Phase.AFTER_REFUSAL
        and (words := takes_no(text))
        and not _heard(verdicts, Cue.ACKNOWLEDGES_REFUSAL)
    ):
        verdicts = verdicts | {Cue.ACKNOWLEDGES_REFUSAL: fact(words)}
    if (
        talk.phase is Phase.AFTER_CONSTRAINT
        and (words := says_back(text))
        and not _heard(verdicts, Cue.REFLECTS_CONSTRAINT)
    ):
        verdicts = verdicts | {Cue.REFLECTS_CONSTRAINT: fact(words)}
    if (words := way_out(text)) and not _heard(verdicts, Cue.LEAVES_CHOICE):
        verdicts = verdicts | {Cue.LEAVES_CHOICE: fact(words)}
    asked = verdicts.get(Cue.INVITES_CONSTRAINT)
    if talk.phase in _TO_A_NO and (words := _smaller(talk, text)) and (not asked or asked.probability < _SURELY_ASKED):
        verdicts = _without(verdicts, Cue.INVITES_CONSTRAINT) | {Cue.SMALLER_ASK: fact(words)}
    return verdicts


def _smaller(talk: Round, text: str) -> str:
    """The words that offer less than what stands, without asking anything."""
    ask, stands = talk.edition.script.ask, talk.offer or talk.first_ask
    told = (one for one in offering(text) if compare(ask, stands, hear_amounts(ask, one, stands)) is Step.SMALLER)
    return next(told, "").strip()


def _heard(verdicts: Verdicts, cue: Cue) -> bool:
    return cue in verdicts and verdicts[cue].status is Status.HEARD


def _stands(talk: Round, text: str) -> bool:
    """Whether its figures are those of the first ask."""
    found = hear_amounts(talk.edition.script.ask, text)
    return all(name in talk.first_ask and talk.first_ask[name].value == one.value for name, one in found.items())


def _rude(verdicts: Verdicts, cue: Cue, words: str) -> Verdicts:
    """What is rude takes no no well, and its question ("what's wrong with you?") asks nothing."""
    asked = verdicts.get(Cue.INVITES_CONSTRAINT)
    kept = _without(verdicts, Cue.ACKNOWLEDGES_REFUSAL, Cue.OFF_TOPIC)
    if asked and (asked.quote in words or words in asked.quote):
        kept = _without(kept, Cue.INVITES_CONSTRAINT)
    return kept | {cue: fact(words)}


def _asks_for_it(talk: Round, text: str) -> bool:
    """Whether what sounded off topic asks for what the script is about."""
    script = talk.edition.script
    ask = script.ask
    if hear_amounts(ask, text) and asks_for(text, text):
        return True
    nouns = (noun for measure in ask.measures for noun in (*measure.nouns, *measure.phrases, measure.unit or ""))
    return asks_for(text, " ".join([script.title, script.situation, ask.stretch.words, ask.target.words, *nouns]))


def _without(verdicts: Verdicts, *cues: Cue) -> Verdicts:
    return {cue: verdict for cue, verdict in verdicts.items() if cue not in cues}


def _of(verdicts: Verdicts, *cues: Cue) -> Verdicts:
    return {cue: verdict for cue, verdict in verdicts.items() if cue in cues}
