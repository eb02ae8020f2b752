"""Questions that a counterpart can answer: who they are, what the recap still asks; and the admission that the first ask was for show."""

import re
from enum import StrEnum

from bot.hearing.numbers.quantities import find_quantities

_LONGEST = 600
_MOST_WORDS = 18
_BARE_WORDS = 8
_WHO = (
    r"\bwho(?:'s| is| are| am| was)? (?:this|that|you|i)\b|\band you are\?|\b(?:what|where)(?:'s| is| has| did| was)? (?:happened|become) (?:to|of|with)\b"
    r"|\bwhere(?:'s| is| did| has|'d) (?:he|she|they|{name})\b|\bwhy did (?:he|she|they|{name}) (?:leave|go|run)\b|\b(?:is|will) (?:he|she|they|{name}) (?:be )?(?:coming|back|gone|still|all right|okay|ok)\b"
    r"|\bdo (?:we|i) know (?:you|each other)\b|\bwhat(?:'s| is) your (?:name|role|job)\b|\bhave we met\b|\bare you (?:his|her|their|standing in|taking over|new)\b"
    r"|\b(?:can|may|do) you (?:decide|sign|even decide)\b|\b(?:wasn't|weren't|isn't) (?:i|we) (?:just )?(?:talking|speaking) (?:to|with)\b"
)
_DOUBTS = (
    r"\b(?:i|we)(?:'d| had)? thought (?:that )?(?:only )?(?:he|she|they|{name}) (?:\w+ )?(?:signs?|signed|decides?|decided|approves?|has to|had to|would|needs? to)\b"
    r"|\b(?:doesn't|does|don't|must) (?:he|she|they|{name}) (?:have to |need to |still |sign|decide|approve)"
    r"|\bdo you (?:decide|sign)\b|\b(?:is|will) that (?:all right|ok|okay|fine) with {name}\b"
)

_ADMITS = re.compile(
    r"\b(?:was|is|were|it's|that's|being) (?:only |just |all |really |sort of |kind of |a bit of )*(?:an? )?(?:little |old |cheap |negotiating |negotiation |bargaining )*(?:trick|tactic|ploy|bluff|game|decoy|anchor|gambit|technique|stunt|show|for show|opening bid|set-?up|made up|fake|pretend)\b"
    r"|\b(?:only|just) (?:said|asked|put|named|mentioned|threw|started|opened|used|brought)\b[^.!?;]{0,60}?\b(?:to make|so (?:that )?|because then|to get you)[^.!?;]{0,60}?\b(?:look|looks|seem|seems|sound|sounds|feel|feels|small|smaller|reasonable|modest|cheap|harmless|easier|say yes)\b"
    r"|\b(?:so that|so|to make) [^.!?;]{0,40}?\b(?:would |will |might )?(?:look|seem|sound|feel)s? (?:so )?(?:small|smaller|reasonable|modest|cheap|harmless|better|less|easy|little)\b"
    r"|\bi (?:was|am|'m) (?:only |just )?(?:bluffing|pretending|playing (?:you|a game)|anchoring|exaggerating|fibbing|lying)\b"
    r"|\b(?:i|we) (?:never|didn't|did not) (?:really |actually |truly |seriously |even |ever )*(?:want|wanted|mean|meant|need|needed|expect|expected|intend|intended)\b(?! you\b| (?:to )(?!get\b|have\b|win\b)| (?:any|no) \w+)(?![^.!?;,]{0,40}\b(?:as|for) an? (?:trick|show|bluff|ploy|tactic|game|offen[cs]e))"
    r"|\bcaught me\b|\byou(?:'ve)? got me\b|\byou(?:'re| are) on to me\b|\bbusted\b|\bguilty(?: as charged)?\b|\bfair cop\b|\bi (?:admit|confess)\b",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"^\W*(?:(?:well|okay|ok|fine|yes|yeah|hm+|true|sorry|fair enough)\W+)*(?:you're|you are|you were|that's|that is) (?:absolutely |quite |probably |completely )?(?:right|true|correct)\b(?! that you (?:ask|wonder))(?! to (?:ask|wonder|doubt|check))",
    re.IGNORECASE,
)
_HELD_AGAINST = re.compile(r"\b(?:but|though|however)\b|\d", re.IGNORECASE)
_UNSAID = re.compile(
    r"(?:\b(?:not|never|nobody|no|isn't|wasn't|weren't|ain't|didn't|hardly|if|think|thinks|thought|say|says|saying|believe|feel|feels|looks?|looked|sounds?|sounded|seems?|seemed|why|as though|suspect|wonder)\b|n't)[^.!?;,]{0,40}$",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"\b(?:i|we) (?:really |honestly |truly |do |did |still |would have |'d have |had )*(?:did (?:want|mean|need|believe)|do (?:want|mean|need)|meant (?:it|that|every|both|the|what)|wanted (?:it|that|the|all|both|every)|would have (?:taken|loved|used|liked)|'d have (?:taken|loved|used|liked))"
    r"|\b(?:was|is|were) (?:real|serious|sincere|honest|genuine|(?:really )?meant)\b|\bi wasn't (?:bluffing|joking|playing)\b",
    re.IGNORECASE,
)

_ASKS_WHY_YES = re.compile(
    r"\bwhy (?:yes|so|that|is that|now|me|just|are you|did you|do you|would you|this|the)\b|\bwhy\W*$|\bhow come\b|\bwhat (?:made|makes|changed) (?:you|your)\b",
    re.IGNORECASE,
)
_MERE_WONDER = re.compile(
    r"\W{0,6}(?:(?:oh|wow|ah|hm+|really|seriously|truly|honestly|yes|yeah|right|okay|ok|are you (?:sure|serious)|is that so|what|great|cool|thanks|no way)\W{0,6}){1,4}",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:what|how) about (?!(?:we|i|you|if)\b|\w+ing\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")
_OPEN = re.compile(
    r"(?:^|[,:;]\s*|\b(?:and|so|but|then|or) )\W*(?:at |by |from |on |until |with |to |for )?(?:when|where|who|whom|whose|which|what|how|why)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b\w+ or (?!not\b|anything\b|so\b|later\b)\w+", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:anything|something|what) else\b|\banything (?:missing|left|open|unclear)\b|\bany (?:questions|other)\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\b(?:also|too|as well|on top|plus|extra|additional|additionally|instead|throw in|besides)\b", re.IGNORECASE
)
_TAG = re.compile(
    r"\b(?:how about|what about|what do you (?:say|think)|how does that|how's that|why don't we|why not)\b",
    re.IGNORECASE,
)


_SORRY = re.compile(
    r"\b(?:i'm|i am|we're|we are) (?:really |so |very |truly |honestly )*sorry\b|\bi (?:do )?apologi[sz]e\b|\bmy apologies\b|\bforgive me\b",
    re.IGNORECASE,
)


class Asked(StrEnum):
    """What a question in the recap wants: a yes, the reason of theirs, something else that only they can say, or to know whether there is more."""

    WHETHER = "whether"
    WHY = "why"
    OPEN = "open"
    MORE = "more"


def asks_who(text: str, name: str) -> bool:
    """Whether the message asks who is sitting there now, or what became of `name`; one that tells much besides is no such question."""
    plain = _plain(text)
    if len(plain.split()) > _MOST_WORDS:
        return False
    return bool(re.search(rf"{_WHO}|{_DOUBTS}".replace("{name}", re.escape(name)), plain, re.IGNORECASE))


def asks_who_among(text: str, name: str) -> bool:
    """Whether a longer message asks it in a question of its own, or doubts that the colleague may decide."""
    doubts = re.compile(_DOUBTS.replace("{name}", re.escape(name)), re.IGNORECASE)
    return any(
        doubts.search(one) or (one.rstrip().endswith("?") and asks_who(one, name))
        for one in _SENTENCE.findall(_plain(text))
    )


def admits(text: str) -> str:
    """The words that admit that the first ask was for show; "" where there are none, or where they are denied."""
    plain = _plain(text)
    if _MEANT.search(plain):
        return ""
    for found in _ADMITS.finditer(plain):
        if not _UNSAID.search(plain[: found.start()]):
            return text[found.start() : found.end()]
    right = _RIGHT.search(plain) if len(plain.split()) <= _BARE_WORDS else None
    return text[: right.end()].strip() if right and not _HELD_AGAINST.search(plain) else ""


def apologises(text: str) -> bool:
    """Whether the message says sorry, without a "but" behind it."""
    plain = _plain(text)
    return bool(_SORRY.search(plain)) and not re.search(r"\bbut\b|\bhowever\b|\bif you\b", plain, re.IGNORECASE)


def asked_in(text: str) -> Asked | None:
    """What the last question of a recap wants to know; None where it asks nothing."""
    question = last_question(text)
    if not question:
        return None
    if _MORE.search(question):
        return Asked.MORE
    if _FURTHER.search(question):
        # A further wish behind the recap gets no yes in passing.
        return Asked.OPEN
    if _ASKS_WHY_YES.search(question):
        return Asked.WHY
    if _TAG.search(question):
        # "What about Tuesday?" proposes; "what about the quails?" asks.
        untagged = _TAG.sub(" ", question)
        opens = _OPEN.search(untagged) or (_ABOUT.search(question) and not find_quantities(question))
        return Asked.OPEN if opens else Asked.WHETHER
    return Asked.OPEN if _OPEN.search(question) or _WHICH.search(question) else Asked.WHETHER


def asks_after(text: str) -> bool:
    """Whether a message after the yes asks something that has to be answered before anything else: not whether a proposal suits."""
    question = last_question(text)
    return bool(question) and not _MERE_WONDER.fullmatch(_plain(question))


def last_question(text: str) -> str:
    """The last sentence that is a question, as it stands; "" where there is none."""
    questions = [part.strip() for part in _SENTENCE.findall(text) if part.rstrip().endswith("?")]
    return questions[-1] if questions else ""


def _plain(text: str) -> str:
    """The beginning, with the apostrophe that keyboards have; every letter stays at its place."""
    return text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
