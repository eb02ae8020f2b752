"""A message written in one go, read: its options, what it tells of them, whether it leaves a no, and the move that it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.hearing.cues import NOTHING, Assessment, Cue, Phase, Status, Verdict
from bot.practice.facts import fact
from bot.practice.options import MANY, Options, is_absurd, is_stretch, read_options
from bot.practice.reading import Reading
from bot.practice.rubric import Fact
from bot.practice.script import Ask, Difference
from bot.practice.sizing import below_floor
from bot.practice.states import PUSHES, WRITING, WRITINGS, Move
from bot.practice.talk import Round, Said, Turn
from bot.practice.ways_out import way_out

# No text leaves an easy no without one of these; where all are missing, "which one?" was taken for a free choice.
_NO_WORDS = re.compile(
    r"\b(?:no|nope|neither|none|nothing|either way|(?:is|are|be|'s|also|just as) (?:fine|ok|okay|all right)|(?:fine|ok|okay) (?:too|with me|by me)"
    r"|feel free|free to|skip|ignore|pass on|up to you|unsubscribe|your (?:call|choice|decision)|(?<!do )you (?:decide|choose)|if you (?:like|want|wish|prefer)"
    r"|not (?:for|what|right|now|interested|a fit|fit|suit\w*)|(?:doesn't|don't|isn't|aren't) (?:fit|suit|work|for|right|worry|have to|need to)|won't chase|needn't)\b",
    re.IGNORECASE,
)
_EASY_NO = re.compile(
    r"\b(?:if (?:it's |that's |it is |that is )?(?:neither|none|not)\b|neither (?:fits|suits|works|is)|(?:a )?\"?no\"? is (?:also |just )?(?:fine|ok|okay|an answer|a fine)|(?:just |simply )?say(?:ing)? no\b"
    r"|no hard feelings|no (?:need|reason) to (?:answer|reply|explain)|not for you|either way is fine|no thanks|a no\b|both are fine to turn down)",
    re.IGNORECASE,
)
_RUSHES = re.compile(
    r"\b(?:do it|sign(?: up)?|act|decide|reply|answer|give|order|book) (?:right |by )?(?:today|now|tonight|at once|immediately)\b[^.!?]{0,60}\b(?:can't|cannot|won't) wait\b"
    r"|\blast chance\b|\bact now\b|\bbefore it(?:'s| is) too late\b|\b(?:the|our|these) \w+ (?:can't|cannot|won't) wait\b",
    re.IGNORECASE,
)
_PUSHES = re.compile(
    r"\b(?:you owe|your fault|blame (?:me|us|yourself)|on your conscience|(?:offer|price|chance|slot|place) (?:is|will be) gone|now or never|last chance|final (?:offer|call)"
    r"|or forget it|or else(?=[.!,]|$| (?:i|we|you)\b)|decide (?:now|today|tonight|by tonight)|by tonight|before midnight|(?:refusing|saying no|a no) (?:now )?would be|irresponsible|how can you|no excuse"
    r"|do(?:n't| not) you care|if you care|heartless|shame|expect your yes|everybody else|you(?:'d| would) be (?:a fool|foolish|stupid))\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    r"\b(?:i(?:'?d|'ll| would| do)?|we(?:'d|'ll| would| do)?|my|our) (?:\w+ )?(?:recommend\w*|suggest\w*|advise|advice|prefer\w*|favou?rite|pick|choice|go for|choose|like best|hope for|propose)\b"
    r"|\b(?:i'?d|i would|we'?d|we would) (?:rather |always |myself |personally )?(?:take|go with|love) (?:the|option|plan|\d|two|three|six|ten)\b|\b(?:i|we) believe in\b"
    r"|\b(?:i|we) (?:think|feel|find|believe|guess)(?: that)? (?:the )?\w{1,20}(?: \w{1,20})? (?:is|are|would be|makes?) (?:the )?(?:better|best|right|more sense)\b|\b(?:is|are|would be) (?:the )?(?:best|better)(?: one| choice| option)?(?: for (?:me|us|you|both))?(?=[.,!]|$)"
    r"|\b(?:recommended|better of the two|the one (?:i|we) (?:believe|would)|helps most|most useful)\b",
    re.IGNORECASE,
)
_NEXT_STEP = re.compile(
    r"\b(?:reply|answer|write back|respond|tell me|let me know|send|tick|click|press|book|choose|pick|mark|fill in|say|hit reply|call)\b[^.!?\n]{0,50}?"
    r"(?:\"|\b(?:one word|one line|a line|a word|one|two|six|\d{1,2}|[ab]|which|full|small\w*|short|long|here|below|box|button|link|yes|number|form|by \w+day)\b)",
    re.IGNORECASE,
)


_REASON = re.compile(
    r"\b(?:because|since (?!then|last|the|my|our|january|february|march|april|may|june|july|august|september|october|november|december|\d)|as only|so that)\b[^.!?\n]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Written:
    """All that decides which move a message is. `told` counts the differences that it names, `way_out` is whether it leaves an easy no.
    `few_words`: it says hardly anything, and no size.
    """

    options: Options
    assessment: Assessment
    told: int
    way_out: Status
    pressed: bool
    asked_back: bool
    few_words: bool


def read_written(it: Written) -> Move:
    if it.assessment.heard(Cue.OFF_TOPIC):
        return Move.OFF_TOPIC
    if it.pressed:
        return Move.PRESSED
    move = _read_options(it)
    adds_nothing = it.few_words and move not in {Move.TWO_OPTIONS, Move.UNCLEAR}
    return Move.STALLED if adds_nothing else move


def _read_options(it: Written) -> Move:
    if it.options.count >= MANY:
        return Move.MANY_OPTIONS
    if not it.options.are_two:
        return _read_fewer(it)
    if not it.told:
        return Move.BARE_OPTIONS
    return Move.NO_WAY_OUT if it.way_out is Status.NOT_HEARD else Move.TWO_OPTIONS


def _read_fewer(it: Written) -> Move:
    if it.options.count or it.assessment.heard(Cue.SPECIFIC_ASK):
        return Move.ONE_OPTION
    if it.assessment.unsure(Cue.SPECIFIC_ASK):
        return Move.ONE_OPTION if it.asked_back else Move.UNCLEAR
    return Move.VAGUE_ASK


class MessageReading(Reading):
    """The first message, or one that mends it. What an earlier one told still counts; the options are those last put side by side."""

    def __init__(self, talk: Round, said: Said) -> None:
        super().__init__(talk, said)
        script = talk.edition.script
        earlier = [turn.said for turn in talk.turns if turn.before in WRITING and turn.move is not Move.OFF_TOPIC]
        written = [*earlier, said]
        self.options = _options(script.ask, [one.text for one in written])
        self.amounts = self.options.full
        self._told = told(script.differences, "\n".join(one.text for one in written))
        self.move = read_written(
            Written(
                options=self.options,
                assessment=said.assessment,
                told=len(self._told) if script.differences else 1,
                way_out=max((_way_out(one).status for one in written), key=_SURER.index),
                pressed=pressure_in(said).status is Status.HEARD,
                asked_back=self.situation.asked_back,
                few_words=self.situation.few_words and not read_options(script.ask, said.text).count,
            )
        )

    def remembered(self, move: Move) -> Round:
        talk = self.talk
        changes: dict[str, object] = {"pushes": talk.pushes + (move in PUSHES)}
        if self.options.count:
            changes |= {"first_ask": self.options.full, "first_ask_text": self.asked_words}
        if move is Move.TWO_OPTIONS:
            changes |= {"offer": self.options.smaller, "offer_named": self.options.smaller}
        return replace(talk, **changes)  # type: ignore[arg-type] # the keys are field names of Round

    def findings(self, move: Move) -> dict[str, Verdict]:
        """The cues of this message, and the facts of all that stands written."""
        found = {cue.value: verdict for cue, verdict in self.said.assessment.verdicts.items()}
        found.pop(Cue.CASCADE, None)  # how many options there are is counted
        whole = fact(self.said.text)
        ask = self.talk.edition.script.ask
        facts = {
            Fact.ASKED: read_options(ask, self.said.text).count > 0 or self.said.assessment.heard(Cue.SPECIFIC_ASK),
            Fact.TWO_OPTIONS: self.options.are_two,
            Fact.ONE_OPTION: move is Move.ONE_OPTION,
            Fact.MANY_OPTIONS: move is Move.MANY_OPTIONS,
            Fact.STRETCH: is_stretch(ask, self.options, self.talk.edition.rubric.sizing.tame_share),
            Fact.ABSURD: is_absurd(ask, self.options),
            Fact.BELOW_FLOOR: below_floor(ask, self.options.smaller),
        }
        found |= {name: whole for name, holds in facts.items() if holds}
        if pressure_in(self.said).status is Status.HEARD:
            found[Cue.PRESSURE] = pressure_in(self.said)
        found |= _reason(self.said)
        differences = self.talk.edition.script.differences
        return found | words_found(self.said) | differences_found(differences, self._told, self.said.text)


def reading_of(talk: Round, said: Said) -> Reading:
    """The message seen against the round: as one that is written in one go where that is what is to be written, else as a turn of talk."""
    return MessageReading(talk, said) if talk.state in WRITING else Reading(talk, said)


def words_found(said: Said) -> dict[str, Verdict]:
    """What this very message says in so many words."""
    found = {Fact.EASY_NO.value: _way_out(said)}
    for name, pattern in ((Fact.RECOMMENDS, _RECOMMENDS), (Fact.NEXT_STEP, _NEXT_STEP)):
        if match := pattern.search(_plain(said.text)):
            found[name] = fact(said.text[match.start() : match.end()])
    return found


def _reason(said: Said) -> dict[str, Verdict]:
    """The reason in the words that give it, where hearing points at others."""
    cue = said.assessment[Cue.JUSTIFICATION]
    match = _REASON.search(_plain(said.text))
    if match is None or cue.status is not Status.HEARD or _REASON.search(_plain(cue.quote)):
        return {}
    return {Cue.JUSTIFICATION: replace(cue, quote=said.text[match.start() : match.end()])}


def still_stands(talk: Round, finding: str, number: int) -> bool:
    """Whether a fault of the turn `number` is one of the message as it stands by now: what was mended, or written anew, is gone. A push cannot be unsent."""
    if not talk.edition.script.is_message or finding == Cue.PRESSURE:
        return True
    later = [turn for turn in talk.turns[number:] if turn.before in WRITING and turn.move in _VERSIONS]
    anew = any(is_whole(talk, turn) for turn in later)
    return not anew and (not later or finding not in _OF_THE_WHOLE)


def is_whole(talk: Round, turn: Turn) -> bool:
    """Whether a later try is the message written anew: it puts its options side by side by itself."""
    return turn.before in WRITING and read_options(talk.edition.script.ask, turn.said.text).count > 1


_VERSIONS = WRITINGS - {Move.VAGUE_ASK}
_OF_THE_WHOLE = frozenset({Fact.ONE_OPTION, Fact.MANY_OPTIONS, Fact.ABSURD, Fact.BELOW_FLOOR})
"""Found in all that stands written, so the last try tells."""


def differences_found(differences: tuple[Difference, ...], known: Mapping[str, str], text: str) -> dict[str, Verdict]:
    """One told is something; half of them, and at least two, are enough to choose by."""
    if not known:
        return {}
    words = next((words for words in known.values() if words in text), text)
    found = {Fact.DIFFERENCE.value: fact(words)}
    if len(known) >= enough(differences):
        found[Fact.DIFFERENCES] = fact(words)
    return found


def told(differences: tuple[Difference, ...], text: str) -> dict[str, str]:
    """The differences that a text tells, each with the user's words that show it."""
    plain = _plain(text)
    found: dict[str, str] = {}
    for difference in differences:
        for words in difference.words:
            # A word of the list may stand as the beginning of a longer one: "compar" for "compare" and "comparison".
            match = re.search(rf"(?<!\w){re.escape(words)}", plain, re.IGNORECASE)
            if match:
                found[difference.what] = text[match.start() : match.end()]
                break
    return found


def enough(differences: tuple[Difference, ...]) -> int:
    return max(2, (len(differences) + 1) // 2)


def untold(talk: Round) -> str:
    """The first difference that no message of the round has told; the first of all where each was, "" where a script has none."""
    differences = talk.edition.script.differences
    text = "\n".join(turn.said.text for turn in talk.turns if turn.phase is Phase.OPENING)
    known = told(differences, text)
    left = [difference.what for difference in differences if difference.what not in known]
    return next(iter([*left, *(difference.what for difference in differences)]), "")


_SURER = [Status.NOT_HEARD, Status.UNSURE, Status.HEARD]


def _way_out(said: Said) -> Verdict:
    """Whether a no is made easy: heard, or said in usual words. Either alone may err, so alone it is only half sure."""
    cue = said.assessment[Cue.LEAVES_CHOICE]
    plain = _plain(said.text)
    if words := way_out(said.text):
        return Verdict(status=Status.HEARD, probability=1.0, quote=words)
    match = _EASY_NO.search(plain)
    if match and cue.status is not Status.NOT_HEARD:
        quote = cue.quote or said.text[match.start() : match.end()]
        return Verdict(status=Status.HEARD, probability=cue.probability, quote=quote)
    if match:
        return Verdict(status=Status.UNSURE, probability=0.5, quote=said.text[match.start() : match.end()])
    return cue if _NO_WORDS.search(plain) else NOTHING


def pressure_in(said: Said) -> Verdict:
    """Doubt about a push ends where one of its usual words stands."""
    cue = said.assessment[Cue.PRESSURE]
    if rush := _RUSHES.search(_plain(said.text)):
        return Verdict(status=Status.HEARD, probability=1.0, quote=said.text[rush.start() : rush.end()])
    match = _PUSHES.search(_plain(said.text))
    if cue.status is not Status.UNSURE or not match:
        return cue
    return replace(cue, status=Status.HEARD, quote=said.text[match.start() : match.end()])


def _options(ask: Ask, texts: list[str]) -> Options:
    """Those of the last text that puts two or more side by side by itself, else of all texts together: a second may bring the other option."""
    for text in reversed(texts):
        found = read_options(ask, text)
        if found.count > 1:
            return found
    return read_options(ask, "\n".join(texts))


def _plain(text: str) -> str:
    """The apostrophe and quotation marks that keyboards have; every letter stays in its place."""
    return text.translate(_KEYS)


_KEYS = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    }
)
