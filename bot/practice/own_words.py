"""Answers typed in a hurry, known by their words: the no taken, a guess at what stands in the way, an offer without apostrophes, a complaint that asks for nothing.

Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re

from bot.hearing.numbers.quantities import Kind, find_quantities
from bot.practice.plain_text import MARKS, SENTENCE, plain_text

_LEAD = r"(?:(?:oh|aw|ah|ok|okay|yeah|yes|yep|well|hm+|right|sure|alright|all right|thanks|thank you|so|and|just|hey|sorry)[,. !]{1,3}){0,3}"
_TAKES_NO = re.compile(
    rf"\W{{0,3}}{_LEAD}(?:no (?:worries|problem|probs|stress|hard feelings)|fair (?:enough|dos|play)|fair(?=\W*$|[.,!])|that'?s (?:ok|okay|fair|fine|all right|alright|understandable)"
    r"|(?:i )?(?:do )?(?:totally |completely )?(?:get|understand|hear|respect)(?: (?:that|it|you))?(?= ?[.,!]|$)|i see(?= ?[.,!]|$)|understood|(?:i )?(?:had )?figured(?: as much)?(?=\W|$)|makes sense)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:but|though|still|however)\b|\bnot\b", re.IGNORECASE)
_NEAR = 30

_SAYS_BACK = re.compile(
    r"(?:^|[.,;!] ?|\b(?:yeah|ok|okay|and|so|oh|right) )(?:i|we) (?:do )?(?:know|get|understand|see|hear)(?: that| how)? (?:you(?:'?re| are| have|'?ve)?|ur|your|it(?:'?s| is)?|its|how|things|everything)\b(?: (?!know\b)[a-z']+){1,4}"
    r"|\b(?:it|that|everything|things|work|money|time)(?:'s| is)?(?: \w+){1,4} i know\b",
    re.IGNORECASE,
)
_ABOUT = r"(?:just |only |really |mainly |maybe |perhaps |more |also |still ){0,2}(?:about |because of |because |cos of |cause of |cos |bc of |bc |down to |due to |to do with |a (?:question|matter|case) of |that |the |your |ur |my |a |an )?"
_GUESS = re.compile(
    rf"{_LEAD}(?:is|was|would) (?:it|this|that) (?:be )?{_ABOUT}[a-z][a-z' ]{{1,60}}|(?:are you|are they|is it that you'?re) (?:worried|afraid|short|tied|under pressure|tired)\b[a-z' ]{{0,50}}",
    re.IGNORECASE,
)
_BARE_GUESS = re.compile(
    rf"{_LEAD}(?:the |your )?(?:money|budget|cash|price|costs?|time|timing|dates?|rules?|policy|hr|staff|team|head office|risk|work|the others)",
    re.IGNORECASE,
)
_NO_GUESS = re.compile(
    r"\b(?:is|was|would) (?:it|this|that) (?:be )?(?:really |still |also |at least |even )?(?:ok|okay|fine|alright|all right|possible|a (?:no|yes|deal|joke|problem)|no|yes|too much|so (?:hard|difficult|bad|much)|not|final|your (?:last|final|best)|the (?:best|most|last)"
    r"|enough|good|fair|true|right|clear|agreed|done|settled|worth|better|easier|any (?:better|use|good)|all|it|legal|how|what|why|when|where|who)\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:i|we)(?:'?d|'?ll| would| will| could| can)(?: also| just| only| even| maybe){0,2} (?:go|take|do|settle|come down|accept|live with|make it|be (?:ok|okay|fine|happy) with)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\?|\b(?:can|could|would|will|might|may) (?:you|we|i|u|it)\b|\b(?:i|we)'?(?:d| would)\b|\b(?:i|we) (?:really |just |still |only )?(?:want|need|ask|hope|wish|propose|suggest|request|would)\b"
    r"|\b(?:asking|asked|hoping|looking|here|come|came) (?:for|about|to)\b|\b(?:please|pls|plz|let me|let us|let'?s|how about|what about|any chance|is it possible|give me|give us|my (?:ask|wish|request|idea|price|offer)|the idea is|it'?s about|i'?ve come)\b",
    re.IGNORECASE,
)
_COMPLAINS = re.compile(
    r"\b(?:past|beyond|not|never|isn'?t|wasn'?t) what (?:we|i|you) (?:(?:had )?agreed|said|promised|signed|discussed)\b|\b(?:isn'?t|is not|not|hardly) (?:fair|right|acceptable|normal|a (?:tiny|small|little|minor) \w+)\b"
    r"|\b(?:unfair|unacceptable|out of order|fed up|sick of|had enough|taking the (?:mick|piss)|far too (?:much|long)|a disgrace|can'?t go on)\b|\byou (?:never|always|keep|still haven'?t|haven'?t)\b",
    re.IGNORECASE,
)
_IF_AGREED = re.compile(
    r"\W{0,3}(?:(?:so|ok|okay|sorry|wait|hang on)[,. ]{1,2}){0,2}(?:is|was) (?:that|it|this) (?:a |an )?(?:yes|deal|agreed|settled)\b(?: then)?\W*|\W{0,3}(?:so )?(?:do we have|have we got|we have) a deal(?: then)?\W*|\W{0,3}(?:so )?(?:are we|we'?re) agreed(?: then)?\W*",
    re.IGNORECASE,
)


def takes_no(text: str) -> str:
    """The words at the beginning that take a no; "" where none do, or a “but” follows."""
    plain = plain_text(text)
    found = _TAKES_NO.match(plain)
    if not found or _BUT.search(plain, found.end(), found.end() + _NEAR):
        return ""
    return text[: found.end()].strip()


def says_back(text: str) -> str:
    """The words that show that their reason was heard: "i know you are", "i get that it's tight"; "" where none do, or a “but” follows."""
    plain = plain_text(text)
    found = _SAYS_BACK.search(plain)
    if not found or _BUT.search(plain, found.start(), found.end() + _NEAR):
        return ""
    return text[found.start() : found.end()].strip()


def guesses(text: str) -> str:
    """The sentence that guesses what stands in the way (“is it money?”); "" where none does. What holds a figure offers something."""
    plain = plain_text(text)
    for sentence in SENTENCE.finditer(plain):
        asked, last = plain[sentence.end() : sentence.end() + 1] == "?", not plain[sentence.end() :].strip(" .!")
        for clause in sentence[0].split(","):
            words = clause.strip(MARKS)
            if not (asked or last) or not words or find_quantities(words) or _NO_GUESS.search(words):
                continue
            if _GUESS.fullmatch(words) or (asked and _BARE_GUESS.fullmatch(words)):
                return words
    return ""


def offering(text: str) -> list[str]:
    """The sentences that offer something, and ask nothing: "id go to 5200"."""
    plain = plain_text(text)
    told = (one for one in SENTENCE.finditer(plain) if plain[one.end() : one.end() + 1] != "?")
    return [one[0] for one in told if _OFFERS.search(one[0])]


def only_complains(text: str) -> bool:
    """Whether a message says what is wrong, and nothing in it wants anything."""
    plain = plain_text(text)
    return bool(_COMPLAINS.search(plain)) and not _WANTS.search(plain)


def asks_if_agreed(text: str) -> bool:
    """Whether the message does nothing but make sure of the yes."""
    return bool(_IF_AGREED.fullmatch(plain_text(text)))


def answers_itself(text: str) -> str:
    """A question about when and the day or time that the user says to it: "starting when? id say mon 2 june"; "" where that is missing."""
    plain = plain_text(text)
    question, mark, rest = plain.rpartition("?")
    dated = any(one.kind in {Kind.DATE, Kind.CLOCK} for one in find_quantities(rest))
    return text.strip() if mark and question.strip() and dated else ""
