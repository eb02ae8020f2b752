"""Two things that people say in few words: that they would not use the technique here, and that they take what is offered."""

import re
from collections.abc import Iterable

from bot.practice.declining import without_leaving

_LONGEST_YES = 300
_DECLINES = re.compile(
    r"\b(?:would ?n'?t|would not|won'?t|will not|do ?n'?t want to|do not want to|should ?n'?t|should not|rather not|better not) "
    r"(?:use|apply|try) (?:(?:it|this|that)(?= here| now| today| this time| with| because| since|[.,;:!]|$)|the (?:technique|method|step[ -]?down)|(?:this|that) (?:technique|method)|a (?:stretch|step[ -]?down))\b"
    r"|\b(?:the|this|that) (?:technique|method) (?:does ?n'?t|does not|would ?n'?t|would not|is not|is ?n'?t)\b"
    r"|\b(?:rather|better|best) not (?:to )?ask\b"
    r"|\bwould(?: not| ?n'?t) ask (?:(?:her|him|them) )?(?:at all|now|here|today|this time)\b",
    re.IGNORECASE,
)
_TOLD_AGAIN = re.compile(
    r"\b(?:came|come|coming|stepped|went|moved) (?:down|back)\b|\bbecause (?:of what )?you (?:told|said)\b",
    re.IGNORECASE,
)
_CONCEDES = re.compile(
    r"\b(?:down|back|less|fewer|smaller|instead|only|just|let(?:ting)? go|drop\w*|giv(?:e|ing) up|forget|half|cut\w*|without|rather than|concede\w*|meet you|step\w*|too (?:much|big|high|many|long))\b|\d",
    re.IGNORECASE,
)
_RECALLS = re.compile(
    r"(?:and |so |but |well )?(?:i(?:'d| had)? (?:asked|wanted|said)|(?:you|he|she|they)(?:'d| had)? (?:said|told me|told us|mentioned))\b(?:(?!\b(?:so|that way|then|down|back|instead|but)\b)[^.;!?])*",
    re.IGNORECASE,
)
_SPARES = re.compile(
    r"\btak(?:es|ing) nothing (?:away )?from (?:you|them|her|him|anybody|anyone|your \w+)(?: \w+)?|\b(?:costs?|costing) you (?:nothing|hardly anything|no \w+|not a \w+)"
    r"|\bwithout (?:costing|touching|burdening|taking (?:\w+ ){0,2}from) (?:you|them|your \w+)"
    r"|(?<!if )(?<!can )(?<!do )(?<!when )(?<!as )\byou(?:'d|'ll| would| will|'d still|'ll still| still)? (?:get to )?keep (?!going|saying|on\b|asking|it up|in mind|me waiting|quiet|silent|your no\b)\w+(?: \w+){0,4}"
    r"|\b(?:spares|saves|relieves|(?:would|will|'d|'ll) (?:spare|save|relieve)) (?:you|them|your \w+)\b(?! (?:the details|the story|from me|the trouble of reading))(?: \w+){0,4}"
    r"|\bleaves (?:you|them) (?:your|their|the rest|more|free|room|time|in peace)(?: \w+){0,2}",
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
_STANDS = re.compile(
    r"^(?:yes|it is|that's it|that is it)\b|\b(?:i'll|i will|i'?d|we'll|we'd|we|i)(?: \w+)? (?:stay|stand|stick|hold|keep|leave it)\b|\b(?:it|that|the offer|my offer) stands\b|\b(?:(?:the|my|our) (?:offer|price|ask)(?: of [^.!?;]{1,20})?|\d[\d.,]{0,8}k?|one|two|three|four) (?:stands|stays|remains|holds)\b"
    r"|\b(?:that's|that is|it's|it is|this is)(?: \w+)? (?:my best|the best|as far as|the step|what i can|where i|the one step|the offer)\b"
    r"|\b(?:that|this) is (?:it|all|what it is)(?: from (?:my|our) side)?(?=[.,!]|$)|\b(?:the|my|our) offer (?:is|stays|remains)(?: still)? (?:on the table|as it is|the same)\b",
    re.IGNORECASE,
)

_HAGGLES = re.compile(
    r"\b(?:why|how come)\b[^?]{0,80}\?|\b(?:could|can|would|might) (?:it|that|this|you|we|i)\b[^?]{0,80}\?|\bis (?:that|this|it) (?:really |truly )?(?:your|the) (?:best|last|final|limit|most)\b[^?]{0,40}\?"
    r"|\b(?:what|how) about\b[^?]{0,60}\?|\bor is it\b[^?]{0,60}\?|\b(?:any|is there) (?:room|way|chance|give)\b[^?]{0,60}\?",
    re.IGNORECASE,
)
_FALLBACK = re.compile(r"\bif (?:not|\w{1,12} (?:won't|doesn't|can't|isn't))\b|\botherwise i\b", re.IGNORECASE)
_SETTLES = re.compile(
    r"\b(?:could|can|would|shall|should|may) (?:you |i |we )(?:please |just |quickly )?(?:send|write|put|sign|mail|email|text|confirm|note|bring|drop|draft)\b",
    re.IGNORECASE,
)

_WISHES = re.compile(
    r"\b(?:but|only|if|though|just|rather|instead|please|except|as long as|provided)\b|\?", re.IGNORECASE
)
_REFUSES = re.compile(r"\W{0,6}(?:no|nope|sorry)\b", re.IGNORECASE)
_PLANS = re.compile(
    r"\b(?:i|we|you|he|she|they)(?:'ll| will)\b|\blet me (?:send|write|put)\b|\byou (?:send|get|sign|have)\b",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")
_COURTESY = 2
"""So many words ("great, thanks") say nothing about what happens next."""
_THANKS = re.compile(
    r"(?:\w{1,20}[, ]{1,3}){0,2}(?:thanks?|thank you|great|perfect|glad)\b[^,;:\d]{0,24}[.!]$", re.IGNORECASE
)
_INQUIRES = re.compile(
    r"(?:(?:and|so|but|then|ok|okay|great|good|thanks|thank you|cool|perfect)[, ]+){0,3}"
    r"(?:who|when|what|where|how|which|why|will|would|do|does|did|is|are|can|could|shall|should|has|have|may)\b",
    re.IGNORECASE,
)
_PROPOSES = re.compile(
    r"\b(?:i'?ll|i will|i'?d|i can|i could|i may|we'?ll|we will|we could|shall|should|let'?s|let me|(?:can|could|may|might) (?:i|we)|what if|how about|what about"
    r"|(?:would|does|is) (?:\w+ ){1,6}(?:suit|work|all right|ok|okay|fine|good)(?: with| for)?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|already|given that|too (?:new|small|trivial|early|late|soon)|remembers?|policy|fixed)\b|:\s",
    re.IGNORECASE,
)
_ENOUGH_TO_EXPLAIN = 8
"""Words beside those that decline."""


def declines_technique(text: str) -> bool:
    """Whether the message, to the coach, says that the technique does not belong here."""
    return bool(_DECLINES.search(_plain(text)))


def concedes(words: str) -> bool:
    """Whether the words speak of letting something go at all."""
    return bool(_CONCEDES.search(_plain(words)))


def only_recalls(words: str) -> bool:
    """Whether the words are nothing but what was asked or said before: "I asked for three evenings", "you said people sleep early"."""
    return bool(_RECALLS.fullmatch(_plain(words).strip(" .,;:!?")))


def still_gives(text: str) -> str:
    """The words that say what a smaller ask spares them or leaves them: "at a time that takes nothing from them"; "" where there are none."""
    found = _SPARES.search(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return text[found.start() : found.end()] if found else ""


def only_asks(text: str) -> bool:
    """Whether the message does nothing but ask, and proposes nothing in its question: "does that start in June?", not "shall I send you two lines?"."""
    sentences = [one.strip() for one in _SENTENCE.findall(_plain(text))]
    telling = [one for one in sentences if len(one.split()) > _COURTESY and not _THANKS.match(one)]
    asks = (one.endswith("?") and _INQUIRES.match(one) and not _PROPOSES.search(one) for one in telling)
    return bool(telling) and all(asks)


def tells_again(words: str) -> bool:
    """Whether the words tell of a step down that was made."""
    return bool(_TOLD_AGAIN.search(_plain(words)))


def holds_back(text: str) -> bool:
    """Whether the message refuses, asks, or takes something only in part."""
    return bool(_NOT_YET.search(_plain(text)))


def wishes(text: str) -> bool:
    """Whether a message that takes something wants the rest otherwise; a plain no wants nothing of it."""
    return bool(_WISHES.search(_plain(text))) and not _REFUSES.match(_plain(text))


def plans(text: str) -> bool:
    """Whether the text says who will do something."""
    return bool(_PLANS.search(_plain(text)))


def sentences_with(text: str, words: Iterable[str]) -> list[str]:
    """The sentences in which any of `words` stands."""
    wanted = list(words)
    return [one for one in _SENTENCE.findall(_plain(text)) if any(word in one for word in wanted)]


def haggles(text: str) -> bool:
    """Whether the message asks about an offer, or for it otherwise: "why February, could it be April?"; who writes it down is asked of a yes."""
    plain = _plain(text)
    return any(not _SETTLES.search(found[0]) for found in _HAGGLES.finditer(plain))


def as_a_fallback(text: str) -> bool:
    """Whether something is kept for the case that what is asked for will not go: "if not, I'll take the two"."""
    return bool(_FALLBACK.search(_plain(text)))


def takes_offer(text: str) -> bool:
    """Whether the message is a plain yes to what was just offered; a yes with a "but" is none."""
    start = _plain(text)
    return bool(_TAKES.search(start)) and not _NOT_YET.search(start)


def stands_by(text: str) -> bool:
    """Whether the message says in plain words that the offer stands as it is."""
    return bool(_STANDS.search(_plain(text)))


def gives_reason(text: str) -> bool:
    """Whether a message that declines the technique says why: by a word for it, or by going on for more than a few words."""
    rest = _DECLINES.sub("", without_leaving(text))
    return bool(_REASON.search(_plain(text))) or len(rest.split()) >= _ENOUGH_TO_EXPLAIN


def _plain(text: str) -> str:
    """The beginning, with the apostrophe that keyboards have."""
    return text[:_LONGEST_YES].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
