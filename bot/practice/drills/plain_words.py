"""What pushes, contests or asks for a no in words so plain that hearing's doubt ends there: the ear learns by examples and may not have met them.

Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re

_LONGEST = 2000
_LEAVE = r"(?:go|leave|quit|switch|look|buy|find|take (?:it|my|our|this|them)|tell|report|call|ring|sue|cancel|ask (?:somebody|someone|another)|write to|play|put up|complain|never)\b"
_I_WILL = r"(?:i'?ll|we'?ll|i will|we will|i'm going to|we're going to|i can|we can)"
_FORCES = re.compile(
    r"\b(?:take it or leave it|like it or lump it)\b(?!\W{1,4}(?:(?:i|we) (?:honestly |really )?(?:don't mind|don't care which)|both (?:are|is)|either|whichever|you choose|it's fine))"
    r"|\b(?:my|our) (?:very )?(?:last|final) (?:word|offer|warning|chance)\b(?! (?:was|is the same|as)\b)(?!\?)|\b(?:this|that|it)(?:'s| is|s) (?:the end of it|final|non-negotiable)\b(?!\?)|\bend of (?:story|discussion)\b"
    rf"|\b(?:or|otherwise|else)(?: then| else)?,? {_I_WILL} (?:just |simply |have to )?{_LEAVE}|\bor (?:i|we) (?:go|leave|quit|switch|look|buy|take|tell|report|cancel)\b(?! (?:it|that|this|out|one|the|them|a)\b)|\bor else(?=[.!,]|$| (?:i|we|you)\b)"
    rf"|\bif you (?:say no|complain|refuse|don't|dont|do not|won't|wont|cannot|can't|turn)\b[^.!?;]{{0,40}} {_I_WILL} (?:just |simply |have to )?{_LEAVE}"
    r"|\b(?:don't|dont|do not) (?:you )?(?:even )?(?:dare|think (?:about|of) (?:cancel\w*|backing|saying|changing|refusing))\b|\beveryone (?:will|is going to) (?:hear|know)\b"
    r"|\byou (?:really |kind of |sort of )?owe (?:me|us|it)(?=[.,!]|$| (?:that|one|this|to me|to us|after)\b)|\byou(?:'ve| have)? (?:given|gave) (?:me |us )?your word\b|\b(?:don't|dont|do not) (?:you )?let (?:me|us) down\b"
    r"|\b(?:saying no|a no|no|refusing|turning (?:me|us|this|it) down)(?: now)? (?:would|will) be (?:\w{1,12} )?(?:selfish|unfair|cruel|heartless|mean|irresponsible|shameful|rude|egoistic)\b"
    r"|\b(?:it|that|this)(?:'s| is|'ll be| will be| would be)(?: all)? (?:on you|on your conscience|your fault)\b|\b(?:must|does|should|has) (?:a|some|any)(?:one|body| \w{1,12}) (?:first |have to |to )?(?:be run over|get run over|die|get hurt|be hurt)\b"
    r"|\bafter (?:all|everything)(?: that)? (?:i've|i have|we've|we have|i|we) (?:done|did) for you\b|\bafter how you (?:treated|left)\b|\b(?:there's|there is) no (?:way|going|turning) back\b"
    r"|\bit (?:would|will)(?:n't| not) (?:hurt|kill) you\b|\bwould it (?:hurt|kill) you\b|\byou never (?:want|help|care|do anything)\b|\byou(?:'re| are)? always (?:find|have|come up with|finding|having) (?:an? |some |another )?excuses?\b|\bbefore the (?:price|offer|chance) (?:goes|is gone)\b",
    re.IGNORECASE,
)
_CONTESTS = re.compile(
    r"\b(?:that|this|it)(?:'s| is|s)(?: just| simply)? (?:not|hardly) (?:true|right|fair)\b|\b(?:that|it) isn'?t (?:true|fair)\b|\byou (?:can't|can not|cannot|cant) (?:even )?compare\b|\b(?:i|we) (?:can't|cannot|won't|cant|wont) accept (?:that|this|a no|it)\b"
    r"|\b(?:a|your|that|the) (?:no|answer|reason) (?:makes|made) no sense\b|\b(?:weren't|wasn't|werent|wasnt|isn't|isnt|aren't) (?:our|my) (?:fault|problem)\b|\b(?:it|that|this)(?:'s| is|s) (?:un|not )fair\b|\bwas a different case\b"
    r"|\b(?:but|come on,?) (?:it|that|this)(?:'s| is|s) (?:only|just) (?:an?|one|two|three|\d{1,3})\b|\byou(?:'re| are)? (?:just |simply )?being too (?:careful|cautious|strict|anxious)\b",
    re.IGNORECASE,
)
_BAD = (
    r"(?:bad|wrong|terrible|awful|horrible|crazy|mad|silly|stupid|weird|strange|odd|rude|unreasonable|unfair|impossible|a problem|a bother|a burden|a nuisance|a mistake|a hassle|an? (?:issue|imposition|obstacle)|trouble|too (?:much|early|late|soon|far|bold)"
    r"|off limits|out of the question|inconvenient|unwelcome|annoying|disturbing|against|opposed|not (?:okay|ok|right|possible|good)|beyond you|in (?:the|your) way|asking too much)"
)
_YOU = r"(?:you|u|ya|anybody|anyone|she|he|they)"
_ASKS_FOR_A_NO = re.compile(
    rf"\b(?:would|will|wd|is|was)(?:n'?t)? (?:it|that|this)\b[^?.!;]{{0,24}}\b{_BAD}(?!\w)|(?:^|[.!?,;:] ?|\b(?:and|but|so|or|also|hi|hey) )(?:would|will|wd|is|was|are)(?:n'?t)? [^?.!;]{{0,40}}\b{_BAD}(?!\w)[^?]{{0,160}}\?|\b(?:would|do|will|wd) {_YOU} (?:really |still )?(?:mind|object|be (?:totally |completely |very )?(?:against|opposed|unhappy|upset|annoyed|cross|sorry)|have (?:anything|something|any objection|objections)|refuse|dislike|hate|rule out|say no|turn (?:me )?down|regret)\b"
    rf"|\bare {_YOU} (?:against|opposed|unwilling)\b|\bany objections?\b|\banything (?:against|that speaks|wrong|in the way)\b|\b(?:is|are) there (?:a|any|something|anything)(?: good)? (?:reason|objection|that|speaking|against|obstacle)[^?]{{0,30}}(?:not|n't|cant|against|stop|speak|prevent|to)\b"
    rf"|\b(?:does|would|will|do) (?:it|that|this|anything|something)[^?]{{0,60}}\b(?:speak against|bother|disturb|annoy|hurt|harm|put you off|be in|stand in|stop|prevent|upset|get in|go too far|cause)\b|\bhave {_YOU} (?:anything|something) against\b|\b(?:don't|dont|do not) want\b|\brule (?:it |that |this )?out\b|\bgiven up\b",
    re.IGNORECASE,
)
# Words by which a no may be the agreeable answer; where none stands, a plain question was taken for one.
_MAY_WANT_A_NO = re.compile(
    rf"\b{_BAD}(?!\w)|\b(?:mind|objec\w*|oppos\w*|against|bother|disturb|annoy|hurt|harm|upset|spoil|refuse|dislike|hate|regret|rule|reasons?|stop|prevent|speaks?|given up|say no|no|not|unhappy|sorry|problems?|trouble|worse|crime|shame|cross|burden|unwelcome|offend|cost|lose|past|late|early|much|horror|nonsense|waste|idea|break|ruin|wild|absurd|insane|ridiculous)\b|n't\b",
    re.IGNORECASE,
)
_WANTS_A_YES = re.compile(
    r"\b(?:a|such a|really a) (?:good|great|nice|fine|lovely|wonderful) (?:idea|plan|time|moment|day)\b|\bany chance\b",
    re.IGNORECASE,
)

_NAMES_LESS = re.compile(
    r"\b(?:i|we) (?:was |were |am |'m )?ask(?:ed|ing) (?:for |you for )?too much\b|\b(?:that|it|this|\d[\d.,]{0,8}k?|\w{3,10}) (?:was|is) (?:(?:too|quite|really|indeed) )?(?:a lot to ask|a big ask|a large ask|too much to ask|a lot of me to ask)\b"
    r"|\b(?:let me|let's|lets|i'll|ill|i'd|id|i would|i can|i could|we'll|we'd|we could|we can) (?:then )?(?:scale|bring|dial|pull|cut|trim) (?:it|that|this|my ask|things) (?:back|down)\b"
    r"|\b(?:let me|let's|lets|i'll|ill|i'd|id|i would|i can|i could|i|i'm|im|we'll|we'd|we could|we can|we) (?:then |also )?(?:com(?:e|ing)|step(?:ping)?|go(?:ing)?) (?:down|back) (?:from|to)\b"
    r"|(?<!n't )(?<!not )\b(?:i'll|ill|i'd|id|i would|i will|i can|i|we'll|we'd|we can|we|let me|let's|lets) (?:then |gladly )?(?:give up|drop|let go of|leave out|do without)\b|\binstead of (?:the |all |my |your |those )?(?:full |whole )?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|ninety)",
    re.IGNORECASE,
)
_TAKES_NO = re.compile(
    r"\b(?:thanks|thank you|thx|cheers)(?: a lot| so much| very much)? for (?:being|telling|letting|saying|your (?:honesty|honest|answer|frank\w*|clear)|the (?:honest|clear|straight|quick))"
    r"|\bfair enough\b|\bno (?:worries|problem|hard feelings)\b(?! (?:if|but))|\bi (?:hear|see|get|understand) (?:you|that|it)\b|\b(?:totally|completely|i) understand\b|\bunderstood\b|\bgot it\b|\b(?:that's|thats|that is|it's) (?:ok|okay|fine|fair|alright|all right)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:could|can|may|might|shall|should|will|won't) (?:we|i|you|u)\b|\bwould (?:you|u)\b|\b(?:i|we)(?:'?d| would) (?:like|love|ask|need|want|take|appreciate|be glad|be happy)\b|\b(?:i|we|i'm|we're|im|am|are) (?:\w{1,10} )?(?:want|need|ask\w*|propos\w*|suggest\w*|offer\w*|hop\w*|look\w*|request\w*|come|wish|plan|after)\b"
    r"|\b(?:let's|lets|let us|let me|please|pls|give|lend|how about|what about|what if|my (?:ask|request|proposal|idea|wish))\b|\bwould (?:it|that|this)\b|\b(?:is|are) (?:it|that|there|you|u)\b",
    re.IGNORECASE,
)
_NO_SIZE = re.compile(
    r"\b(?:something|anything|a)(?: \w{1,10})?(?: (?:much|bit|lot|little))? (?:shorter|smaller|cheaper|lighter|simpler|easier|less)\b|\b(?:something|sometime|some time|somehow|some day|someday|anything)\b",
    re.IGNORECASE,
)
_MORE_OR_LESS = re.compile(r"\b(?:fewer|less|nicer|better|more|quieter|cleaner|safer)\b", re.IGNORECASE)
_BUT = re.compile(r"\bbut\b|\bstill\b|\bhowever\b|\bwhy not\b|\bthough\b", re.IGNORECASE)
_FOR_THEM = re.compile(
    r"\bso (?:that )?(?:you|your|u|she|he|they|nobody|no one|no|the|none)\b(?! much\b)|\b(?:that way|then) (?:you|your|nobody|no one)\b|\b(?:when|once|until|as soon as) (?:you|u)(?:'ve|ve|'re| have| are)\b|\b(?:since|because|as|bc|cos) (?:you|your|u|that's|the)\b"
    r"|\bwithout (?:your|the|any)\b|\byou (?:needn't|dont need|don't need|won't need|keep|can still|don't have|dont have)\b|\b(?:if|since) (?:only|nobody|no one|there's|there are|all)\b|\bso (?:\w{2,14} ){1,3}(?:is|are|can|stays?|gets?|keeps?|only|doesn't|won't|has)\b",
    re.IGNORECASE,
)


def forces(text: str) -> str:
    """The words of an ultimatum, a threat or guilt; "" where there are none."""
    return _found(_FORCES, text)


def contests(text: str) -> str:
    """The words that contest a no or its reason; "" where there are none."""
    return _found(_CONTESTS, text)


def names_less(text: str) -> str:
    """The words that say openly that less is asked for now; "" where none do."""
    return _found(_NAMES_LESS, text)


def takes_no(text: str) -> str:
    """The words that let a no stand; "" where none do, or where something is held against it."""
    return "" if _BUT.search(_plain(text)) else _found(_TAKES_NO, text)


def speaks_for_them(text: str) -> str:
    """The beginning of a clause that says what a step spares or brings them; "" where there is none."""
    return _found(_FOR_THEM, text)


def asks(text: str) -> bool:
    """Whether the words ask for anything, and do not only tell."""
    return bool(_ASKS.search(_plain(text)))


def names_no_size(text: str) -> bool:
    """Whether what is asked for is left open: "something smaller", "sometime"."""
    return bool(_NO_SIZE.search(_plain(text)))


def only_compares(text: str) -> bool:
    """Whether more or less of something is asked for, without how much."""
    return bool(_MORE_OR_LESS.search(_plain(text)))


def asks_for_a_no(text: str) -> str:
    """The question to which "no" is the agreeable answer; "" where no usual one stands."""
    return "" if _WANTS_A_YES.search(_plain(text)) else _found(_ASKS_FOR_A_NO, text)


def may_want_a_no(text: str) -> bool:
    """Whether any word stands there by which a no could be the agreeable answer."""
    plain = _plain(text)
    return bool(_MAY_WANT_A_NO.search(_WANTS_A_YES.sub(" ", plain)))


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(_plain(text))
    return text[found.start() : found.end()] if found else ""


def _plain(text: str) -> str:
    """The beginning, with the apostrophe that keyboards have; every letter stays in its place."""
    return text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
