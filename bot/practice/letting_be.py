"""Letting it be where the technique does not fit, without a word for it: nothing is asked, nothing is wanted, and the message yields to what stands there.

Looser than `declining.py`, so it holds only for a first message without figures, a request or a need of one's own.
Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re

from bot.hearing.numbers.quantities import Kind, find_quantities
from bot.practice.declining import says_back

_LONGEST = 800
_WANTS = re.compile(
    r"(?<!you )(?<!n't )(?<!you'll )\bneed(?:s|ed)?\b|\bmust\b|(?<!should )(?<!n't )(?<!you )(?<!nothing we )(?<!nothing i )\b(?:have|has|had|got) to\b(?! (?:apologise|say sorry|wait|laugh|wait))|\b(?:can't|cannot|couldn't) (?:go on|wait|run|do without|keep|manage)\b|\btoo (?:late|slow)\b"
    r"|\b(?:trouble|problem|crisis)\b|\b(?:broke|broken|breaks?|breaking (?:it|the)|fails?|killing|suffer\w*)\b|\bpersons? short\b|\b(?:we're|we are|i'm|running|runs?|run) (?:\w+ ){0,2}(?:short|out of)\b|\bnobody (?:else|can|could|has|to)\b|\bno one (?:else|can|to)\b|\bno room\b"
    r"|\burgent(?:ly)?\b|\bbadly\b|\bdesperate(?:ly)?\b|\bhop(?:e|ed|ing) (?:to|for|that|you(?:'d| would| could| can))\b|\bplease\b|\b(?:it's|it is|this is) (?:only |just )?(?:about|that)\b|\b(?:want|wanted|like|love|came|come|here) to (?:talk|speak|discuss|ask)\b|\babout (?:my|our) (?:pay|rate|rent|salary|new)\b"
    r"|\basked me\b|\bwants? an answer\b|\bsettle\b|\bmean the world\b|\bevery (?:little|neighbour|bit|penny)\b|\b(?:help|save|support|spare) (?:us|me)\b(?! (?:the|both|all)\b)|\bwould suit\b|\brecommend\b(?! to ourselves)|\bdon't know (?:what|how|whom|who)\b|\bthinking aloud\b|\bformality\b|\bbetween (?:you and me|us|friends)\b"
    r"|\bexceptions?\b|\b(?:isn't|not) (?:really )?a favour\b|(?<!you )(?<!they )\bstill\b(?! (?:tease|joke|laugh|waiting|wait))|\b(?:and|but) yet\b|\bthough\b|\beven so\b|\ball the same\b|\bhowever\b|\bnevertheless\b|\banyway\b|\bsince then\b|\bi've (?:seen|taken|waited|got (?:a|the) \w+)\b|\b(?:i|we)(?:'d| would) (?:like|love)\b"
    r"|(?<!what )\b(?:i|we) (?:want|propose|ask|demand|request|expect)\b|\blet (?:me|us) (?:just )?(?:show|explain|tell|ask|say how)\b|\bshould be\b|\bhelps? (?:you|your)\b|\bwhole (?:weekend|week|year|thing now)\b|\bfine, (?:i|but|so)\b|\bbut (?!no\b|not\b|never\b|it'll wait\b)(?:i|we|the|my|our|this|you|it|nobody|there)\b",
    re.IGNORECASE,
)
_YIELDS = re.compile(
    r"\b(?:i'll pass|i'm gone|me gone|take myself|home again|driv(?:e|ing) (?:back|home)|going (?:back|home)|go(?:es)? home|staying (?:on my|away|out|put)|out of (?:your|the) (?:way|hair)|see you (?:in|then|next|after)|end of story|enough said|say no more|point taken|message received|lips|respect(?:ed)?|fair enough|understood)\b"
    r"|\b(?:is|are|'s|'re|been|stays?|remains?|be) (?:\w+ )?(?:over|retired|closed|frozen|locked|sealed|shut|dead|out|off|buried|history|finished|done|gone|parked)\b|\boff (?:my|the) (?:list|table)\b|\blearn(?:ed|t)\b|\bclosed (?:subject|book|door)\b|\bnever again\b|\bno (?:more|longer)\b"
    r"|\b(?:once|when|until|till|before|after) (?:you|you've|you're|they|they've|the|your|they're|it's|it|we) ?(?:\w+)?|\b(?:until|till|before|in) (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|monday|tomorrow|next)\b|\bfirst\b|\btomorrow\b|\blater\b"
    r"|\b(?:selfish|presumptuous|insult\w*|embarrass\w*|fools?|foolish|rude|greedy|tactless|heartless|unfair|awful of|bad (?:name|form|taste|manners)|luck|out of (?:proportion|place|order)|no position|overshot|overdone|weaken|wasted?|burn|backfire|pointless|too (?:much|far|soon|early)|be the next|lose my)\b"
    r"|\b(?:honest|plain|plainly|real|true|genuine|straight)\b|\b(?:one|single|just the one|only one) (?:number|figure|date|shot|try|go|line|rate|word)\b|\b(?:earn|credit|deliver|prove|trust|taste|sample)\b|\bbluff\w*\b|\btheatre\b|\btricks?\b|\bshow(?:manship)?\b|\bgames?\b|\bhaggl\w+\b|\bbargain\w*\b|\bpadding\b|\bpromised?\b|\bsigned\b"
    r"|\b(?:rules?|sign|note|notice|letter|card) (?:says?|is|was|tells?|said)\b|\bnothing\b|\bnot a word\b|\bno thanks\b|\banything but\b|\ball (?:you'll|you will|you'd) (?:get|hear|see)\b|\bno,? thank",
    re.IGNORECASE,
)


# From the beginning of a sentence only, so that a text without a question mark is read once.
_QUESTION = re.compile(r"(?:\A|(?<=[.!?\n]))[^.!?\n]*\?")
_ASKING = re.compile(
    r"\b(?:can|could|would|will|might|may|shall|should) (?:you|we|i|it|that)\b(?! (?:help|carry|bring|make you|come back|wait))|\b(?:do|are|have|is|does) (?:you|there|that|it)\b|\b(?:how|what) about\b|\bwhat if\b|\bwhy (?:not|don't)\b|\bany chance\b|\byes or no\b|\bdeal\b|\d",
    re.IGNORECASE,
)
_MOST_WORDS = 10
_FIGURE = 10


def asks_in_passing(text: str) -> bool:
    """Whether its questions are small talk ("how's the bike?"), an offer of help, or answer themselves."""
    plain = text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    questions = _QUESTION.findall(plain)
    return all(len(one.split()) <= _MOST_WORDS and not _ASKING.search(one) for one in questions)


def wants(text: str) -> bool:
    """Whether the text tells of something that one wants or lacks."""
    return bool(_WANTS.search(text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))


def names_figure(text: str) -> bool:
    """Whether a bare number stands there, which leaves out what it counts: "it takes ninety"."""
    return any(one.kind is Kind.COUNT and not one.unit and one.value >= _FIGURE for one in find_quantities(text))


def lets_it_be(text: str, reason: str) -> bool:
    """Whether a message that asks for nothing yields or says the reason back, and tells of nothing that one wants. `reason`: how the situation was told."""
    plain = text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return not _WANTS.search(plain) and (bool(_YIELDS.search(plain)) or says_back(plain, reason))
