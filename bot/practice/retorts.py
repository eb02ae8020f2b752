"""Insults, and retorts that brush a no aside, known by their words. Strong feeling is neither, and nor is a hard word about a thing.

An insult says something of the person ("you're being stingy"); a retort is a clause of its own ("what a joke") that only answers a no.
Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re

_LONGEST = 1000
_VERY = r"(?: (?:just|so|such|really|simply|clearly|obviously|plainly|completely|absolutely|totally|utterly|all|all just|being|being so|being such|being really|being just|just being|acting))?"
_BAD = (
    r"idiots?|idiotic|ridiculous|stupid|dumb|pathetic|selfish|greedy|crazy|insane|nuts|fools?|foolish|liars?|crooks?|jokes?|cheapskates?|useless|hopeless"
    r"|worthless|clueless|incompetent|impossible|unbelievable|childish|petty|stingy|heartless|cruel|rude|arrogant|ignorant|lazy|deaf|hypocrites?|cowards?"
    r"|bull(?:y|ies)|morons?|jerks?|losers?|misers?|tightwads?|disgrace|spineless|gutless|cheap|tight-fisted|unreasonable|stubborn|pig-headed|difficult"
    r"|narrow-minded|waste of (?:time|space)|bloody (?:idiot|useless)"
)
_INSULT = re.compile(
    rf"\byou(?: people| lot| guys)?(?:'re| are|re| were| sound| must be)(?! not\b){_VERY}(?: an?| the)? (?:{_BAD})\b(?! (?:busy|good|about|with|for|to|at|that|compared|hours?|days?|times?|cases?|clients?|customers?|patients?|conversations?|questions?|fun|lucky|fast))"
    r"|\bare you(?: really| just| completely| all)? (?:deaf|blind|stupid|dumb|crazy|mad|insane|dense|nuts|daft|thick|out of your mind)\b(?= or\b|[?!.,]|\s*$)"
    r"|\b(?:don't|do not|stop) be(?:ing)? (?:so |such )?(?:an? )?(?:ridiculous|silly|stupid|difficult|absurd|stingy|baby|childish|cheap|petty|idiot|stubborn|selfish|greedy|pathetic|lazy)\b"
    r"|\b(?:don't|do not|no need to|stop|quit|why) (?:make|making) (?:such )?(?:a|an) (?:big |huge |such a )?(?:fuss|scene|drama|song and dance|ado|mountain)\b|\b(?:don't|do not) (?:you )?(?:lose|forget|mess|screw|botch) (?:it|this|them) (?:up )?again\b"
    r"|\byour (?:memory|hearing|brain|judgement|judgment|manners|attitude|maths|arithmetic|english)(?:'s| is| are) (?:(?:as|so|really|just|pretty|very|that) )?(?:bad|terrible|awful|rubbish|hopeless|poor|going|gone|appalling|a joke|a disgrace|like a sieve|as bad)\b"
    r"|\bhow dare you\b|\byou (?:idiot|fool|liar|crook|moron|jerk|cheapskate|miser|coward|hypocrite|clown)\b|\bshame on you\b|\byou should be ashamed\b"
    r"|\byou(?:'d| would) be (?:mad|stupid|an idiot|a fool|crazy) to\b"
    r"|\b(?:who (?:do|the hell do) you think you are|what(?:'s| is) (?:wrong|the matter) with you(?: people| lot)?|have you no (?:shame|heart|decency)|you have no (?:shame|heart|decency|clue)|you don't have a (?:heart|clue))\b"
    r"|\byou(?:'re| are) the only (?:one|person|body)(?: here)? (?:who(?:'s| is)? |that(?:'s| is)? )?(?:standing in (?:the|my|our) way|in (?:the|my|our) way|blocking|stopping|holding|against|refus\w+|making (?:trouble|problems|a fuss)|not)\b"
    r"|\b(?:you(?:'re| are) (?:just |only )?(?:standing|getting) in (?:the|my|our) way)\b"
    r"|\byou have no idea what you(?:'re| are) (?:talking|doing)\b|\byou(?:'re| are) all the same\b|\b(?:typical|just like) (?:of )?(?:you people|you lot)\b"
    r"|\b(?:you(?:'re| are) (?:just )?wasting|don't waste|stop wasting) my time\b"
    r"|\b(?:can't you(?: even)?|can you (?:even|not(?: even)?)) (?:read|hear|count|listen)\b(?=[?!.,]|\s*$)|\bdo you (?:even|ever) (?:listen|read|think|care|work)\b|\bdid you even (?:listen|read|look|think|bother)\b"
    r"|\byou(?: people| lot| guys)?(?: just| clearly| obviously| really| simply| plainly| honestly| evidently)* ?(?:don't|do not|never|couldn't)(?: even| really)? (?:cared?(?: (?:less|at all|about (?:me|us|anyone|anybody|anything|other people|others|people|your (?:staff|people|team|tenants?|neighbou?rs?))))?|give a (?:damn|toss|shit|fuck)|listen(?:ed)?|help(?:ed)? (?:anybody|anyone|me|us))\b(?! (?:for|which|when|where|whether|who|what|how|if|much|to|about|until|on|in)\b)"
    r"|\byou only (?:care|think) (?:about|of) (?:yourself|yourselves|money|your)\b|\byou (?:people|lot) (?:never|always (?:say|want|find|come up|have)|only (?:care|think|want)|make me)\b"
    r"|\b(?:thanks|thank you|thx|cheers)(?: a lot| a bunch| so much| very much)? for (?:absolutely )?nothing\b(?! (?:less|but|more))"
    r"|\bi (?:expected|thought) (?:better|more) (?:from|of) you\b|\bshould(?:'ve| have) known you(?:'d| would|'re| are)\b|\b(?:screw|fuck|damn) you\b|\byou disgust me\b|\byou make me sick\b"
    r"|\bhow (?:stupid|dumb|mean|petty|stingy|selfish|low|rude|thick|dense) (?:can you be|of you|are you|can you get)\b|\bpeople like you (?:are|never|always|make) (?:the (?:reason|problem)|me sick|ruin|help|listen|care|only)\b",
    re.IGNORECASE,
)
_ABOVE_ALL = r"(?:(?:oh|ah|well|wow|so|and|but|ok|okay|no|just|honestly|frankly|seriously|sorry but|yeah|great|fine|come on|god|gee) ){0,2}"
_RUDE_CLAUSE = re.compile(
    rf"{_ABOVE_ALL}(?:get lost|go to hell|shut up|grow up|get a life|get real|bugger off|piss off|fuck off|screw (?:you|this)|bite me|up yours|shove it|stuff it|drop dead"
    r"|spare me(?: (?:the|your) (?:excuses?|lecture|speech|drama|nonsense|details))?|(?:you )?(?:\w{1,20} )?(?:cheapskates?|idiots?|morons?|losers?|tightwads?|scrooge|misers?)"
    r"|(?:a )?(?:big|great|fat lot of) help you are|(?:some|what a|a fine|a great) (?:friend|boss|manager|neighbou?r|partner|landlord|help|landlady|leader|supervisor) you are)",
    re.IGNORECASE,
)
_ADVERB = r"(?:(?:just|so|simply|really|completely|absolutely|totally|utterly|plain|frankly|quite|honestly) )?"
_NONSENSE = (
    r"ridiculous|pathetic|stupid|dumb|absurd|outrageous|laughable|insulting|idiotic|lame|bullshit|bs|bollocks|crap|rubbish|nonsense|garbage"
    r"|a lie|lies|a joke|a bad joke|a disgrace|an insult|a load of (?:crap|rubbish|nonsense|bull)|pitiful|petty"
)
_RETORT = re.compile(
    rf"{_ABOVE_ALL}(?:"
    rf"(?:(?:that|this|it)(?:'?s| is| was| sounds)|what|how|your (?:answer|excuse|reason|no|rule|policy|offer|excuses|reasons)(?: is| are)) ?(?:an? )?{_ADVERB}(?:(?:total|complete|utter|absolute|pure) )?(?:{_NONSENSE})(?: (?:excuse|reason|answer|joke|thing to say|nonsense))?(?: (?:and you know it|of you))?"
    rf"|{_ADVERB}(?:ridiculous|pathetic|absurd|outrageous|laughable|unbelievable|typical|nonsense|rubbish|bullshit|bollocks|figures|pitiful|lame)"
    rf"|(?:(?:that|this)(?:'?s| is)|what) {_ADVERB}(?:just |only |such )?(?:an?|another|one more) (?:(?:lame|poor|cheap|bad|terrible|feeble|weak|sorry|silly|convenient) )?excuse"
    r"|(?:that(?:'?s| is)|this is) the (?:dumbest|stupidest|silliest|worst|lamest|most ridiculous|weakest) (?:thing|excuse|reason|answer)(?: (?:i've|i have|i) (?:ever )?heard)?(?: in (?:years|ages|my life))?"
    r"|(?:nice|good|great|lovely|convenient|lame|poor|weak) excuse|(?:nothing but|just|always|only|more|all) excuses"
    r"|are you (?:kidding|serious|joking|for real|having a laugh)(?: me| right now| with me)?|you(?:'re| are| must be| have to be| have got to be| gotta be| cannot be| can't be) (?:kidding|joking|serious)(?: me| right now)?|is (?:this|that) (?:a|some kind of|supposed to be a) joke|what a (?:joke|laugh)|big surprise"
    r"|give me a break|whatever|be like that|be that way|have it your way|how (?:very )?convenient"
    r"|what (?:a )?(?:load of )?(?:nonsense|rubbish|crap|bull(?:shit)?))"
    r"(?: (?:really|honestly|frankly|man|mate|dude|lol|then|to be honest|and that's that))?",
    re.IGNORECASE,
)
# "What's your problem?" asks; behind a snort it only snaps.
_SNAPS = re.compile(
    r"\b(?:come on|oh please|just like that|seriously|really|for god's sake|no\?|what\?)[^\n]{0,80}?\b(what(?:'s| is) your (?:bloody |damn |actual )?problem)\b\W*(?:$|[?!.])",
    re.IGNORECASE,
)
_MOCKERY = re.compile(
    rf"{_ABOVE_ALL}(?:how|so|very|really) (?:very |really )?(?:generous|helpful|big|noble)(?: of you)?", re.IGNORECASE
)
_TWO_CLAUSES = re.compile(r"\b(?:yeah|oh|sure),? right(?=[.!]|\s*$)|\bexcuses,? excuses\b", re.IGNORECASE)
_OWN = re.compile(
    r"\s{0,3},?\s{0,3}(?:and |but )?(?:i know|i admit|i realise|i realize|of me|i'm sorry|sorry|thank|thanks|you like|works?|i mean me|my own)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|nobody|no one|without|if|whether|in case|unless|say|says|said|think|thinks|thought|afraid|feel like|as though|as if|told me|hope|wonder)\b|n't\b)[^.!?;]{0,25}$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^.!?;:,\n\u2026\u2013\u2014]+")


def insult(text: str) -> str:
    """The words that insult or shame whoever reads them; "" where none do."""
    plain = _plain(text)
    for found in _INSULT.finditer(plain):
        if not _DENIED.search(plain, max(0, found.start() - 60), found.start()):
            return text[found.start() : found.end()]
    return _whole_clause(_RUDE_CLAUSE, text, plain)


def retort(text: str, *, to_an_offer: bool = False) -> str:
    """The clause that brushes a no aside instead of answering it; "" where none does. What mocks a no may thank for an offer."""
    plain = _plain(text)
    if found := _TWO_CLAUSES.search(plain):
        return text[found.start() : found.end()]
    if found := _SNAPS.search(plain):
        return text[found.start(1) : found.end(1)]
    mockery = "" if to_an_offer else _whole_clause(_MOCKERY, text, plain)
    return mockery or _whole_clause(_RETORT, text, plain)


def _whole_clause(pattern: re.Pattern[str], text: str, plain: str) -> str:
    for clause in _CLAUSE.finditer(plain):
        words = clause[0].strip(" \"'()*-")
        start = plain.find(words, clause.start())
        if words and pattern.fullmatch(words) and not _OWN.match(plain, clause.end()):
            return text[start : start + len(words)]
    return ""


def _plain(text: str) -> str:
    """The beginning, with the apostrophe that keyboards have; every letter stays in its place."""
    return text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
