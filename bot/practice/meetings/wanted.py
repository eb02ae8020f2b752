"""The bare thing that an answer asks for, parted from the wish around it and from the reasons behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.hearing.numbers.quantities import Kind, find_quantities
from bot.practice.meetings.cleaning import sentences, shortened, trimmed, vocabulary
from bot.practice.meetings.figures import closest, wished
from bot.practice.meetings.persons import has_verb, words_in

LONGEST_THING = 80
_MOST_LEADS = 10
_LEAD = re.compile(
    r"(?:well|ok|okay|so|hmm+|um|uh|honestly|actually|basically|maybe|perhaps|probably|ideally|really|just|only|hopefully|realistically|deep down|if possible"
    r"|please|and|but|then|also|yes|yeah|secretly|truly|tbh|best case|worst case|in (?:a perfect|an ideal) world|in the end|the dream|dream"
    r"|at (?:the very )?(?:least|most|minimum|max|maximum)|no (?:less|more|lower|fewer|later) than|not (?:less|more|lower|later) than|(?:not|nothing|anything|something) (?:below|under|above|over|around|from|like)"
    r"|(?:the )?(?:bare |absolute )?(?:minimum|maximum|min|max)(?: of| is| would be)?|fair (?:is|would be)|bout|around|about|roughly|approximately|approx|circa|more like|closer to|like|say|~"
    r"|(?:my|the|our) (?:real |absolute |very )?(?:target|goal|floor|minimum|maximum|min|max|stretch|ask|bottom line|limit|dream|best case|number|rock bottom|lowest|highest|least|most)(?: (?:i|we)(?:'d| can| could| would| will)?(?: accept| take| live with| go| do)?(?: for| to)?)?(?:'s| is| would be)?"
    r"|(?:it|that|this)(?:'s| is| would be| should be| has to be)|to|for|with"
    r"|(?:get|getting|have|having|earn|earning|be paid|be|receive|pay|paying|reach|accept|take|ask for|asking for|go for|shoot for|aim for|push for|settle (?:for|at|on)|(?:go|come)? ?down to|raise me to|bring me to|live with|agree on|see)(?= [^ ])"
    r"|(?:her|him|them|you|my boss|my landlord|my manager|the client) to(?: (?:give|let|pay|grant|allow|offer|agree to|agree|accept))?(?: me| us)?|(?:give|let|pay|grant|allow|offer)(?:s)? (?:me|us)"
    r"|(?:that )?(?:she|he|they)(?:'ll|'d| would| will| could| can)? (?:give|let|pay|grant|allow|offer|agree to|accept|raise)s?(?: me| us)?|that (?:she|he|they))(?:[ ,:]+|$)",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"(?:(?:want|need|wanna|hope|hoping|would like|would love)\b(?: (?:it|them|her|him|things))?(?: (?:for|to))?|(?:what )?(?:i|we)(?:'d| would|'ll| will|'m| am|'re| are| can| could| might| should)? ?(?:really |actually |just |still |only |truly |secretly |probably |honestly |definitely )?"
    r"(?:want|need|like|love|hope|hoping|wish|expect|prefer|ask|asking|aim|aiming|looking|accept|take|live|settle|go|pay|earn|be (?:happy|glad|ok|okay|fine|content|satisfied)|happy|ok|okay|fine|propose|suggest|must have|have to (?:get|have)|get|agree)\b"
    r"(?: (?:her|him|them|you|my \w+)(?= (?:for|to)\b))?(?: is\b)?(?: (?:for|with|to|on|at|as low as|down to))?|(?:could|can|would|will) (?:i|we|you|she|he|they)(?: please)?(?: get| have)?|how about|what about|let's|please)(?:[ ,:]+|$)",
    re.IGNORECASE,
)
_PRONOUN = (
    r"(?:i|we|it|they|she|he|you|the|that|there|this|nobody|no one|my|our|his|her|their|everyone|everybody)\b(?!/)"
)
_CLAUSE_AHEAD = r"(?=[^\W\d_]+(?:'[^\W\d_]+)? [^ ]+ [^ ]+)"
_WHY = re.compile(
    r"(?:^|,? )(?P<mark>because of|because|cause|cuz|coz|bc|bcs|cos|so that|given that|considering that|considering|seeing that|due to|the reason is(?: that)?|reason being"
    rf"|(?:as|since)(?= (?:two|three|four|both|all|most|several|other|others|prices|demand|nobody|half)\b)|(?:as|since|so|and that)(?= {_PRONOUN}(?! (?:soon|long|much|as)))|which(?= (?:is|was|would|will|means|saves|gives|helps|makes|keeps|lets|cuts|brings)\b)"
    r"|otherwise|or else|if not|or(?= (?:i|we)(?:'ll|'d|'m| will| would| walk| leave| quit| look| go)\b)|and(?= (?:i|we)(?:'ll|'d|'m| will| would)? (?:walk|leave|quit)\b))\b ?"
    r"|, (?=(?:saves|gives|spares|helps|means|keeps|lets|gets) (?:him|her|them|you|u|us|the|everyone|everybody|both)\b)"
    rf"|(?: -|:|\(|(?<=\w)-(?= )) ?{_CLAUSE_AHEAD}|, (?=(?:i|we|it|they|she|he|you|there|this)(?:'[a-z]+)? [^ ]+)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,]{1,2}(?:please|pls|plz|thanks|at (?:the very |the )?(?:least|most|minimum)|minimum|min|max|maximum|or (?:more|so|better|less|walk)|if possible|ideally|tbh|honestly|really|lol|instead|i (?:guess|think|suppose)"
    r"|(?:would|will|could|might) (?:also )?(?:be|do)(?: ok| okay| great| nice| fine| good| enough| perfect| ideal| amazing| a dream| the minimum| my (?:floor|minimum|limit))?|works?|is (?:(?:the|my) (?:absolute )?(?:least|minimum|floor|bottom line|limit|target|goal|dream)|fine|ok|okay|enough|what (?:i|we)(?:'d)?(?: really| would)?(?: want| need| like)?)"
    r"|(?:that )?(?:i|we) (?:can|could|would|will|'d) (?:accept|live with|take)|that's it|not (?:less|more|lower)|(?:i )?can't (?:do|go|pay|take|give) (?:any )?(?:more|less|higher|lower|further|under|over|above|below)(?: that| than that)?|nothing less|absolute minimum|and not (?:less|more)|and no (?:less|more|lower))$",
    re.IGNORECASE,
)
UNSAID = vocabulary("no nope none nothing idk dunno n/a na skip pass unsure whatever") | {
    "not sure",
    "don't know",
    "i don't know",
    "i dont know",
    "dont know",
    "no idea",
    "i have no idea",
    "i'm not sure",
    "im not sure",
}
"""All that an answer without an answer may say."""
_SAME = re.compile(
    r"(?:(?:the )?same(?: (?:as|thing|one).{0,40})?|(?:my|the) target|target|see above|as above|that|ditto)",
    re.IGNORECASE,
)
_FEW = 3
_TELLS = re.compile(
    r"(?:(?:i|we)(?:'ve| have)? )?(?:been|already|trained|worked|ran|run|built|did|done|saved|took|i train|we train)\b|(?:i've|we've|i have|we have) ",
    re.IGNORECASE,
)
_OPENS_A_STORY = [
    ["the"],
    ["my"],
    ["our"],
    ["your"],
    ["his"],
    ["her"],
    ["their"],
    ["nobody"],
    ["everyone"],
    ["that"],
    ["a"],
    ["an"],
]
_FALLBACKS = {"otherwise", "or else", "if not", "or", "and"}


@dataclass(frozen=True)
class Why:
    """A reason as it was typed: the word that opens it, "" where it is a sentence of its own, and the clause."""

    mark: str
    clause: str


@dataclass(frozen=True)
class Wanted:
    """`thing`: the bare words; `why`: what is given for it."""

    thing: str = ""
    why: tuple[Why, ...] = ()


def read_wanted(text: str, beside: str = "") -> Wanted:
    """From a clean answer; `beside`: what was asked for before, so that the figure that is of its kind is taken, and no reason for an ask."""
    if not text or text.casefold().strip(" .?!-") in UNSAID | {""}:
        return Wanted()
    parts = [_parted(one) for one in sentences(text)]
    mains = [(weight, -at) for at, (main, _) in enumerate(parts) if (weight := _weight(main)) >= 0]
    if not mains:
        return Wanted("", tuple(why for _, found in parts for why in found))
    said = [main for main, _ in parts]
    chosen = closest([_bare(main) for main in said], beside) if beside else wished(said)
    if chosen is None:
        chosen = -max(mains)[1]
    why: list[Why] = []
    for at, (main, found) in enumerate(parts):
        if at != chosen and main and not _is_request(main):
            why.append(Why("", main))
        why += found
    return Wanted(shortened(_bare(parts[chosen][0]), LONGEST_THING), tuple(why))


def has_story(main: str) -> bool:
    """Whether a sentence tells what was and asks for nothing: "been in charge for a year"."""
    return bool(_TELLS.match(main)) and not _is_request(main)


def is_same(text: str) -> bool:
    """Whether the answer only points at the one before."""
    return bool(_SAME.fullmatch(trimmed(text)))


def _weight(main: str) -> int:
    """How likely a sentence is the one that asks; below 0 where it has no words left."""
    if not _bare(main):
        return -1
    numbered = any(one.kind not in {Kind.DATE, Kind.CLOCK} for one in find_quantities(main))
    story = has_verb(main) and not _is_request(main) and words_in(main)[:1] != ["to"]
    return 4 * _is_request(main) + 2 * numbered - 3 * story + 3


def _is_request(main: str) -> bool:
    wish = _WISH.match(_without_leads(main, wishes=False))
    return bool(wish)


def _parted(sentence: str) -> tuple[str, list[Why]]:
    """What is said before the reasons, and the reasons."""
    marks = list(_WHY.finditer(sentence))[:_MOST_LEADS]
    if not marks:
        return _spliced(sentence)
    main = trimmed(sentence[: marks[0].start()])
    ends = [*(mark.start() for mark in marks[1:]), len(sentence)]
    found = [
        Why((mark["mark"] or mark[0]).casefold().strip(), trimmed(sentence[mark.end() : end]))
        for mark, end in zip(marks, ends, strict=True)
    ]
    if not main and found:
        main, found = _main_behind(found)
    return main, [one for one in found if one.clause and one.mark not in _FALLBACKS]


def _spliced(sentence: str) -> tuple[str, list[Why]]:
    """Such as "4 days, the quiet mornings get the reports out": a reason that only a comma parts from the ask."""
    main, comma, rest = sentence.partition(", ")
    story = comma and len(rest.split()) > _FEW and words_in(rest)[:1] in _OPENS_A_STORY and has_verb(rest)
    return (trimmed(main), [Why(",", trimmed(rest))]) if story and _weight(main) >= 0 else (sentence, [])


def _main_behind(found: list[Why]) -> tuple[str, list[Why]]:
    """Such as the end of "because I took over Rotterdam, 75k"."""
    for at, one in enumerate(found):
        if one.mark == "," and _is_request(one.clause):
            return one.clause, [*found[:at], *found[at + 1 :]]
        before, comma, after = one.clause.rpartition(", ")
        if comma and (find_quantities(after) or _is_request(after)):
            return after, [*found[:at], Why(one.mark, trimmed(before)), *found[at + 1 :]]
    return "", found


def _bare(main: str) -> str:
    text = _without_leads(main, wishes=True)
    for _ in range(_MOST_LEADS):
        shorter = _TAIL.sub("", text)
        if shorter == text or not trimmed(shorter):
            break
        text = shorter
    return trimmed(text)


def _without_leads(text: str, *, wishes: bool) -> str:
    for found in _leads(text, wishes=wishes):
        text = found
    return text


def _leads(text: str, *, wishes: bool) -> Iterator[str]:
    for _ in range(_MOST_LEADS):
        found = _LEAD.match(text) or (_WISH.match(text) if wishes else None)
        if not found or not trimmed(text[found.end() :]):
            return
        text = text[found.end() :].lstrip(" ,:")
        yield text
