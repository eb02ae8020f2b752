"""Two things that people say in few words: that they would not use the technique here, and that they take what is offered."""

import re

_LONGEST_YES = 300
_DECLINES = re.compile(
    r"\b(?:would ?n'?t|would not|won'?t|will not|do ?n'?t want to|do not want to|should ?n'?t|should not|rather not|better not) "
    r"(?:use|apply|try) (?:(?:it|this|that)(?= here| now| today| this time| with| because| since|[.,;:!]|$)|the (?:technique|method|step[ -]?down)|(?:this|that) (?:technique|method)|a (?:stretch|step[ -]?down))\b"
    r"|\b(?:the|this|that) (?:technique|method) (?:does ?n'?t|does not|would ?n'?t|would not|is not|is ?n'?t)\b"
    r"|\b(?:rather|better|best) not (?:to )?ask\b"
    r"|\bwould(?: not| ?n'?t) ask (?:(?:her|him|them) )?(?:at all|now|here|today|this time)\b",
    re.IGNORECASE,
)
_WOULD_NOT_ASK = re.compile(
    r"\b(?:(?:(?:would|will|do|should|am|is|are) ?(?:not|n't))|won't|i'm not|we're not|rather not|better not|not going to) "
    r"(?:want to |be |like to |really |even )?(?:use|using|apply|try|ask|asking|push|pushing|bargain|bargaining)\b"
    r"(?! (?:often|this unless|if\b|for the (?:moon|world|earth)|for much|much|a lot))",
    re.IGNORECASE,
)
_TOLD_AGAIN = re.compile(
    r"\b(?:came|come|coming|stepped|went|moved) (?:down|back)\b|\bbecause (?:of what )?you (?:told|said)\b",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"\b(?:deal|agreed|done(?=[.,!]|$)|sold|accepted|i accept|i'll take|i will take|i'd take|we'll take|let'?s do (?:that|it)|let us do|that works|works for (?:me|us)|that would work|fine (?:by|with) (?:me|us)"
    r"|i can (?:live|work) with|we can (?:live|work) with|good for (?:me|us)|happy with (?:that|this|it)|yes[,.! ]|yes$|okay[,. ]+(?:let|that|i)|ok[,. ]+(?:let|that|i|deal|good|yes)|gladly|with pleasure|sounds (?:good|fair|right)|that'?s fair|meet you there)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:but|unless|only if|not|never|cannot|instead|rather|no deal)\b|n't\b|^no\b|\btoo (?:low|little|much|few|many)\b|\?\s*$",
    re.IGNORECASE,
)

_REASON = re.compile(
    r"\b(?:because|since|already|given that|too (?:new|small|trivial|early|late|soon)|remembers?|policy|fixed)\b|:\s",
    re.IGNORECASE,
)
_ENOUGH_TO_EXPLAIN = 10


def declines_technique(text: str) -> bool:
    """Whether the message, to the coach, says that the technique does not belong here."""
    return bool(_DECLINES.search(_plain(text)))


def would_not_ask(text: str) -> bool:
    """Whether the message says, in whatever words, that nothing is asked here: for rounds in which that may be right."""
    return declines_technique(text) or bool(_WOULD_NOT_ASK.search(_plain(text)))


def tells_again(words: str) -> bool:
    """Whether the words tell of a step down that was made."""
    return bool(_TOLD_AGAIN.search(_plain(words)))


def holds_back(text: str) -> bool:
    """Whether the message refuses, asks, or takes something only in part."""
    return bool(_NOT_YET.search(_plain(text)))


def takes_offer(text: str) -> bool:
    """Whether the message is a plain yes to what was just offered; a yes with a "but" is none."""
    start = _plain(text)
    return bool(_TAKES.search(start)) and not _NOT_YET.search(start)


def gives_reason(text: str) -> bool:
    """Whether a message that declines the technique says why: by a word for it, or by going on for more than a few words."""
    return bool(_REASON.search(_plain(text))) or len(text.split()) >= _ENOUGH_TO_EXPLAIN


def _plain(text: str) -> str:
    """The beginning, with the apostrophe that keyboards have."""
    return text[:_LONGEST_YES].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
