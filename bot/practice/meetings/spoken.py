"""Lines that somebody could say, built from the plan's own words: plain, short, and sound whatever kind of thing is asked for."""

import re

from bot.hearing.cues import ConstraintKind

LONGEST = 120
"""Characters of a line on the card."""

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_SENTENCE_END = re.compile(r"(?<=[.!?\u2026]) ")
_CLAUSE_END = re.compile(r"[,;:] ")
_MARKS = " ,;:-\u2013\u2014"
# Mid-sentence these need no capital; any other word may be a name.
_SMALL = re.compile(
    r"(?:an?|the|my|our|your|one|two|three|four|five|six|seven|eight|nine|ten|half|all|both|every|each|some|more|less|no|to|this|that|at|from|by|for|in|on|with|then|only|if|when|since|after|you|your|we|it|they|there|he|she|nobody|everybody)\b",
    re.IGNORECASE,
)
# "I'd like" goes before a thing, "I'd like to" before something to be done, and neither before what may be both or is a bare time.
_TO_DO = re.compile(
    r"(?:have|get|take|pay|keep|be|go|come|do|make|give|join|finish|begin|borrow|bring|meet|see|hold|write|become|skip|send|rent|buy|sell|extend|reduce|postpone|swap|submit)\b",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(
    r"^(?:\w{1,20}ing|work|help|use|share|start|change|cut|raise|lead|stay|move|drop|leave|support|delay|run|host|switch|push|hand|return|you|he|she|they|we|i|it|that|if|"
    r"until|till|by|from|for|on|in|at|with|without|before|after|during|between|only|not|instead)\b",
    re.IGNORECASE,
)
_IN_THEIR_TERMS = re.compile(r"\b(?:you|your|yours|yourself|us|our|both|together|everyone|everybody)\b", re.IGNORECASE)
_LONGEST_SUBJECT = 60
_SENTENCE = re.compile(
    r"\b(?:i|me|us|we|they|she|he|is|are|was|were|be|goes|go|went|has|have|had|wants?|needs?|can|can't|could|will|won't|would|should|must|do|does|did|get|gets)\b|'(?:s|m|re|ll|d|ve) (?:a|the|not|been|going)\b|\?",
    re.IGNORECASE,
)
NEXT = "I'll send you two lines today"
"""What follows upon a yes, whatever it is about."""
_SINCE = {
    ConstraintKind.TIME: "Since time is what's missing",
    ConstraintKind.BUDGET: "Since it's about the money",
    ConstraintKind.PEOPLE: "Since it's about the people",
    ConstraintKind.POLICY: "Since it's a question of rules",
    ConstraintKind.RISK: "Since it's about the risk",
    ConstraintKind.TRUST: "Since it takes trust first",
    ConstraintKind.SCOPE: "Since it's a lot at once",
    ConstraintKind.OTHER: "Since that stands in the way",
}


def wish(thing: str) -> str:
    """The ask in one sentence."""
    words = within(thing)
    if not words:
        return ""
    if words.startswith("to "):
        return f"I'd like {words}."
    if _TO_DO.match(words):
        return f"I'd like to {words}."
    return f"Here is what I'd like: {words}." if _UNCLEAR.match(words) else f"I'd like {words}."


def step_down(kind: ConstraintKind, target: str) -> str:
    """One named step, tied to what stands in the way."""
    if not bare(target):
        return f"{_SINCE[kind]}: what smaller part of it could work for you?"
    return f"{_SINCE[kind]}, I'll step back: {_thing(target)}."


def untied(step: str) -> str:
    """The step down alone, where it is one of the plan's."""
    tie = next((since for since in _SINCE.values() if step.startswith(f"{since}, ")), "")
    return sentence(step.removeprefix(f"{tie}, ")) if tie else step


def recap(target: str) -> str:
    after = f"{NEXT}; tell me if anything changes."
    if not bare(target):
        return after
    so = "So it's " if _is_thing(within(target)) else "So that's agreed: "
    return f"{so}{_thing(target)}. {after}"


def next_alone(closing: str) -> str:
    """What comes next, where it is the plan's; of somebody's own closing all of it."""
    return f"{NEXT}." if closing.endswith(f"{NEXT}.") else closing


def opener(topic: str) -> str:
    """Asks so that a no is the comfortable yes; "" where there is nothing to name."""
    about = subject(topic)
    return f"Is now a bad time to talk about {about}?" if about else ""


def subject(topic: str) -> str:
    """What one can talk "about"; "" where somebody has typed a sentence."""
    plain = within(shortened(bare(topic), _LONGEST_SUBJECT))
    return "" if _SENTENCE.search(plain) or _TO_DO.match(plain) else plain


def reason_for_them(reasons: tuple[str, ...]) -> str:
    """The first in the counterpart's terms, else the first; "" where there is none."""
    return next((one for one in reasons if in_their_terms(one)), next(iter(reasons), ""))


def in_their_terms(reason: str) -> bool:
    return bool(_IN_THEIR_TERMS.search(reason))


def bare(words: str) -> str:
    """Without what stands around it: blanks, and the mark at its end."""
    return " ".join(words.split()).strip(_MARKS).rstrip(".!?").rstrip()


def within(words: str) -> str:
    """As it stands in the middle of a sentence."""
    plain = bare(words)
    return plain[:1].lower() + plain[1:] if _SMALL.match(plain) else plain


def sentence(words: str) -> str:
    """With a capital, and a mark at its end."""
    plain = " ".join(words.split()).strip(_MARKS)
    whole = plain[:1].upper() + plain[1:]
    return whole if not whole or whole.endswith((".", "!", "?", _ELLIPSIS)) else f"{whole}."


def sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(" ".join(text.split())) if text.strip() else []


def shortened(text: str, longest: int = LONGEST) -> str:
    """As many whole sentences as fit; else as many clauses, else as many words, with an ellipsis."""
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    ends = [match.start() for match in _SENTENCE_END.finditer(plain) if match.start() <= longest]
    if ends:
        return plain[: ends[-1]]
    clauses = [match.start() for match in _CLAUSE_END.finditer(plain) if longest // 2 <= match.start() < longest]
    piece = plain[: clauses[-1]] if clauses else plain[:longest].rpartition(" ")[0] or plain[: longest - 1]
    return piece[: longest - 1].rstrip(_MARKS + ".") + _ELLIPSIS


def _thing(words: str) -> str:
    """As it stands behind a colon."""
    return within(words).removeprefix("to ")


def _is_thing(words: str) -> bool:
    return not (words.startswith("to ") or _TO_DO.match(words) or _UNCLEAR.match(words))
