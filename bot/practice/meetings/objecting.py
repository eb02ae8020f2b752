"""What the counterpart will most likely object, turned into what they would say themselves: a clause that is good after "because"."""

import re

from bot.hearing.cues import ConstraintKind
from bot.hearing.numbers.plurals import is_plural
from bot.practice.meetings.cleaning import sentences, shortened, trimmed
from bot.practice.meetings.kinds import kind_of
from bot.practice.meetings.persons import Speaker, has_verb, turned, words_in
from bot.practice.meetings.plan import Objection
from bot.practice.meetings.wanted import UNSAID

LONGEST_OBJECTION = 100
"""As a constraint's short words in a script."""
MOST_OBJECTIONS = 3
_ALTERNATIVES = re.compile(
    r" ?/ ?| or (?:else )?(?:maybe )?(?!so\b|two\b|not\b|more\b|less\b|later\b|earlier\b|\d)|, or | \+ |(?:, | )and (?:also )?that |(?:, | )also (?=that |the |she|he|they)|,? and (?=(?:he|she|they)(?:'[a-z]+)? )|\n|;|\d\)|(?<!\w)- ",
    re.IGNORECASE,
)
_SAYS = r"(?:says?|said|tells? (?:me|us)|claims?|argues?|thinks?|objects?|complains?|answers?|repl(?:y|ies)|mentions?|brings? up|points? out|come up with|go on about|goes on about|insists?)"
_LEAD = re.compile(
    rf"(?:probably|maybe|perhaps|most likely|likely|definitely|surely|for sure|and|but|or|well|so|also|either|i (?:think|guess|expect|suppose|bet|fear)|the usual|as always|as usual|no idea but|something like|things like|stuff like|that"
    rf"|because|cause|since|his|her|their|the)?(?: )?(?:main )?(?:objection|excuse|argument|answer|worry|concern|problem|issue|reason)(?: is| will be| would be)?(?: that)?"
    rf"|(?:probably|maybe|perhaps|most likely|likely|definitely|surely|for sure|and|but|or|well|so|also|either|i (?:think|guess|expect|suppose|bet|fear)|the usual|as always|as usual|something like|things like|stuff like|that|because|cause|since)(?=[ ,:])"
    rf"|(?:will|would|might|could|may|is going to|always|probably) {_SAYS}(?: that)?(?=[ ,:\"])|{_SAYS}(?: that)?(?=[ ,:\"])",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"(?:(?:he|she|they|it)(?:'ll|'d| will| would| might| may| could| is going to|'s going to|'re going to| are going to)?|\x01(?:'ll)?(?: will| would| might| may| could| is going to)?)"
    rf"(?: (?:probably|surely|definitely|always|just|most likely|likely|maybe|also|then|usually))*? {_SAYS}(?: to me)?(?: about)?(?: that| how)?(?: because)?(?=[ ,:\"]|$)",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    rf"[\"', ]{{1,3}}(?:he|she|they)(?:'ll|'d| will| would| might| always| probably)? {_SAYS}$", re.IGNORECASE
)
_DIRECT = re.compile(
    r"^(?:i (?:can't|cannot|don't have|have no|have to|need to|must|would have to|won't|wouldn't|never|already)|we |our |sorry|you )",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|you're)\b", re.IGNORECASE)
_THIRD = re.compile(r"\b(?:he|she|they|his|her|their|him|them)\b", re.IGNORECASE)
_I = re.compile(r"\bi\b")
_NO = re.compile(r"(?:there's |there is )?(?:no|not enough|too little|too few|lack of|a lack of)\b ?", re.IGNORECASE)
_TOO = re.compile(r"(?:it's |it is )?(?:too|not) [^ ]+(?: .{0,60})?", re.IGNORECASE)
_SCRAP = re.compile(r"(?:no|not enough|too) ", re.IGNORECASE)
_ACTS = re.compile(
    r"\b(?:is|are|was|were|has|have|can|will|would|do|does|wants?|needs?|gets?|sets?|\w+n't)\b", re.IGNORECASE
)
_JOINED = re.compile(
    r"\b(?:if|when|because|since|as|unless|until|while|although|so|which|who|but|and)\b|\d,\d", re.IGNORECASE
)
_AND_APART = re.compile(r", and ", re.IGNORECASE)
_ABOUT_ONESELF = re.compile(
    r"^(?:too|not) (?:\w+ )?(?:busy|tired|old|afraid|scared|stressed|interested|sure|convinced|ready|happy)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|a|an|his|her|their|my|our|your|some)\b ", re.IGNORECASE)
_BY_KIND = {
    ConstraintKind.BUDGET: "the budget doesn't allow it",
    ConstraintKind.TIME: "the timing doesn't work for me",
    ConstraintKind.PEOPLE: "I have to think of the others too",
    ConstraintKind.POLICY: "the rules don't allow it",
    ConstraintKind.RISK: "the risk is too high for me",
    ConstraintKind.TRUST: "I don't know yet how it would go",
    ConstraintKind.SCOPE: "it's too much at once",
}
_LONGEST_NOUN = 3
_SHORT = 2
"""Words of a noun phrase that says no more than its kind: "budget", "the time"."""


def objections_in(text: str, names: tuple[str, ...]) -> tuple[Objection, ...]:
    """From a clean answer, at most three."""
    found: dict[str, Objection] = {}
    for part in _alternatives(text):
        words = _said(part, Speaker(me=True, names=names))
        if words:
            found.setdefault(words.casefold(), Objection(words, kind_of(words)))
    return tuple(found.values())[:MOST_OBJECTIONS]


def _alternatives(text: str) -> list[str]:
    parts = [trimmed(one) for sentence in sentences(text) for one in _ALTERNATIVES.split(sentence)]
    listed = [one for part in parts for one in _listed(part)]
    return [one for one in listed if one and one.casefold() not in UNSAID][: 2 * MOST_OBJECTIONS]


def _listed(part: str) -> list[str]:
    """A list is one objection each: "budget, timing, the team"; so are two sentences that a comma parts."""
    items = [trimmed(one) for one in _AND_APART.split(part)]
    if len(items) > 1 and all(has_verb(one) for one in items) and not _JOINED.search(", ".join(items)):
        return items
    items = [trimmed(one) for one in part.split(",")]
    if len(items) == 1 or _JOINED.search(part) or '"' in part:
        return [part]
    return items if all(has_verb(one) or 0 < len(one.split()) <= _LONGEST_NOUN for one in items) else [part]


def _said(part: str, speaker: Speaker) -> str:
    bare, told = _without_leads(part, speaker.names)
    quoted = '"' in part or (told and ":" in part)
    bare = trimmed(bare.replace('"', " ").replace("  ", " "))
    if not bare:
        return ""
    if not (quoted or _is_direct(bare, told=told)):
        bare = turned(bare, speaker)
    scrap = not has_verb(bare) or (_SCRAP.match(bare) and not _ACTS.search(bare))
    clause = _clause(bare) if scrap and bare.isascii() else bare
    clause = _I.sub("I", shortened(clause, LONGEST_OBJECTION))
    first, _, rest = clause.partition(" ")
    named = first != first.capitalize() or first.startswith("I'") or first == "I"
    return clause if named else f"{first.lower()} {rest}".strip()


def _without_leads(part: str, names: tuple[str, ...]) -> tuple[str, bool]:
    """The objection itself, and whether it was told as somebody's words."""
    told = bool(_SAID_AFTER.search(part))
    part = trimmed(_SAID_AFTER.sub("", part))
    for _ in range(4):
        for name in names:
            if part[: len(name)].casefold() == name and _TOLD.match(f"\x01{part[len(name) :]}"):
                part = f"\x01{part[len(name) :]}"
                break
        found = _TOLD.match(part) or _LEAD.match(part)
        if not found or not found.end():
            break
        told = told or bool(_TOLD.match(part))
        part = part[found.end() :].lstrip(" ,:")
    return part.replace("\x01", ""), told


def _is_direct(bare: str, *, told: bool) -> bool:
    """Whether it stands in the counterpart's own person already."""
    if _THIRD.search(bare):
        return False
    return bool(_YOU.search(bare)) or (not told and bool(_DIRECT.match(bare)))


def _clause(noun: str) -> str:
    """A bare noun as a clause; one that says more than its kind is kept."""
    kind = kind_of(noun)
    if found := _NO.match(noun):
        rest = noun[found.end() :]
        few = (
            "not enough"
            if "little" in found[0] or "few" in found[0] or "lack" in found[0]
            else found[0].strip().lower()
        )
        few = few.removeprefix("there's ").removeprefix("there is ")
        rest = rest.removeprefix("of ")
        return f"{_there(rest)} {few} {rest}" if rest else ""
    if _TOO.fullmatch(noun):
        if _ABOUT_ONESELF.search(noun):
            return f"I'm {noun}"
        return noun if noun.lower().startswith("it") else f"it's {noun}"
    bare = _ARTICLE.sub("", noun)
    if kind in _BY_KIND and len(words_in(bare)) < _SHORT:
        return _BY_KIND[kind]
    there = _there(bare)
    return f"{there} {noun}" if bare != noun else f"{there} the {noun}"


def _there(noun: str) -> str:
    head = re.split(r" (?:of|for|in|at|to|on|left|this|until|till) ", f"{noun} ", maxsplit=1)[0].split()
    return "there are" if head and is_plural(head[-1].lower()) else "there's"
