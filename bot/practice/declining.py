"""Leaving it, in words of one's own: the message says that nothing is asked here, or nothing larger than needed, and asks for nothing itself.

Clause by clause: one that leaves it, none that asks. What one had meant to ask ("I was going to ask you for money") is no ask.
Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re
from collections.abc import Iterable

_LONGEST = 800
_CLAUSE = re.compile(
    r"(?:[^.!?;:,\n\u2026\u2013\u2014]|(?<=\d)[.,](?=\d))+[.!?;:,\n\u2026\u2013\u2014]?",
)
_JOINT = re.compile(
    r"\b(?:but|so|because|since|although|though|and (?=i\b|i'|we\b|we'|can\b|could\b|would\b))\b", re.IGNORECASE
)
_WONT = r"(?:won't|will not|would not|wouldn't|'ll not|am not|'m not|are not|aren't|'re not|do not|don't|shouldn't|should not|can't|cannot|mustn't|must not|rather not|better not|not going to|never)"
_REALLY = r"(?:(?:be|want to|like to|going to|even|really|go|start|just|come|here to|planning to|about to|trying to|ever|have|have to|now|dare|dare to|allowed to) ){0,2}"
_ASK = r"(?:ask(?:ed|ing)?|request(?:ing)?|bother(?:ing)?|trouble|troubling|pester(?:ing)?|burden(?:ing)?|press(?:ing)?|push(?:ing)?|bargain(?:ing)?|haggl(?:e|ing)|collect(?:ing)?|beg(?:ging)?|pitch(?:ing)?|sell(?:ing)?|offer(?:ing)?|propos(?:e|ing)|us(?:e|ing)|apply(?:ing)?|try(?:ing)?|mention(?:ing)?|bring(?:ing)? (?:it|that|this|my \w+|anything) up|rais(?:e|ing) (?:it|that|this|my|the)|touch(?:ing)?|break(?:ing)?|come to you|coming to you|come at you|say anything|start(?:ing)?|open(?:ing)?|do (?:it|that|this|the)|play(?:ing)?|put(?:ting)? (?:it|this|that|you|my|anything)|com(?:e|ing) (?:for|to|with|here|over)|pull(?:ing)?|repeat(?:ing)?|hear (?:a|one|any) (?:word|thing|peep)|say (?:a|the|one|any) \w+|rais(?:e|ing) (?:it|this|that)|go(?:ing)? (?:in high|high|for|on about)|allowed|supposed|here for (?:a|any|that|money|business|favou?rs?|anything))"
_STRETCH = r"(?:(?:big|large|huge|high|bigger|larger|grand|steep|inflated|stretch) (?:ask|request|number|figure|one|thing|sum|favou?r|opening|step|plan|offer|price)|stretch|trick|number games?|games?|haggling|bargaining|tricks|show|step[ -]?down|tactics?|technique)"
_THING = r"(?:it|that|this|things?|(?:my|the|this|that|our|any) (?:\w+ ){0,2}\w+)"
_ANYTHING = r"(?!(?:keep you|be (?:long|shy|quick|sorry|able|surprised|offended|happy)|beat|lie|mind|take no|take (?:long|much)|regret|hurt|cost|deny|pretend|manage|make it|have|need|say no|know|get|deceive|hide|accept|stop|give up|leave|let|only|just|sure|so|too|much|a|the|here because|able|happy|haggle over|be (?:the|an?|here|there)|believe|see|understand|survive|last)\b)"
_LATER = r"(?:tomorrow|later|another (?:time|day|week|month|evening|moment|occasion)|some other (?:time|day|week|month|evening|place|moment)|elsewhere|next (?:week|month|year|time)|(?:until|till|til|for when|for after|for (?:tomorrow|another|next|later)|after|when) .{0,60}|some ?time|(?:in|from) (?:may|june|july|august|september|october|november|december|january|february|march|april))"
_LEAVES = re.compile(
    # nothing is asked
    rf"\b{_WONT} {_REALLY}{_ASK}\b(?! (?:often|this unless|for (?:the (?:moon|world|earth)|much|miracles)|much|a lot|twice|again and))"
    r"|(?:^|\b(?:really|so|and|i'm|i am|we're|that's why i'm|today|here|just)\W+)not (?:here to )?(?:asking|going to ask|collecting|here (?:to ask|to collect|for that)|bringing|pushing|selling|bargaining)\b"
    r"|\bno (?:asking|collecting|favou?rs?|requests?|begging|pitch|sales|offer|ask|asks|questions?|business|money talk|talk of (?:money|it|that))\b[^,;.]{0,40}?\b(?:from me|from us|from my side|by me|today|tonight|here|now|this time|for now)\b"
    r"|^\W*(?:so )?(?:there(?:'s| is) |there will be )?(?:nothing|no request|no ask|no favou?rs?)(?: to ask| from me| from us| for you)? (?:today|tonight|here|now|this time|for now|from me|from us)\b"
    r"|\b(?:nothing|no \w+(?: \w+)?)(?: that)? (?:i|we)(?:'m| am|'d| would)? (?:want|need|ask|asking|going to ask|like)(?: of| from| for)?\b|\b(?:nothing|no \w+)(?: for you)? to (?:sell|ask|offer|want|request)\b"
    r"|\b(?:i|we)(?:'ve| have)? (?:got )?(?:ask|want|need|request) (?:you )?(?:for )?nothing\b"
    # whatever else one will not do here
    rf"|\b(?:i|we)(?:'d|'ll)? ?(?:really |certainly |surely |just )?(?:won't|will not|wouldn't|would not|shouldn't|should not|'m not going to|am not going to|'re not going to|are not going to|rather not|better not|best not|not) {_ANYTHING}\w+"
    r"|\b(?:wrong|unfair|unkind|cruel|silly|rude|tactless|bad form|not right|not fair|too much) (?:of me |of us )?to (?:ask|put|bring|come|start|push|want|talk|speak|raise|add|burden|bother)\b|\b(?:feel|be|look|seem) (?:silly|daft|stupid|wrong|cheap|rude) (?:asking|to ask|putting|coming|starting|opening)\b"
    r"|(?:n't|\bnot) (?:think|feel|believe|find)(?: it's| it is| it| that's| that)? (?:\w+ )?(?:fair|right|good|decent|kind|okay|ok)\b|\b(?:told|asked|promised|agreed|signed) (?:us |me |you )?not to\b|\bgo(?:es)? against (?:what|the|your|our)\b|\bno word about\b|\b(?:only|just) (?:came|wanted|here) to (?:say|return|see|bring|wish|look|check|hear)\b|\bno (?:favou?rs|collecting|requests|asking) (?:this|until|before|here|in|for)\b|\bto keep quiet\b|\bnobody (?:collects|asks|is asked|is offered|bargains|haggles)\b|\b(?:isn't|is not|not|'s not) (?:really )?(?:important|urgent|mine to ask)\b|\boff (?:the table|limits)\b|\bdo(?:ing)? without\b"
    r"|\b(?:isn't|is not|not|'s not) (?:what|something|anything) (?:i|we)(?:'d| would|'ll| will)? (?:put|ask|want|bring|propose|offer|come|push)\b|\b(?:find|ask|look for|try) (?:somebody|someone|another person|a different \w+) else\b|\b(?:keep|keeping) (?:it|this|my ask|things) (?:small|low|modest|short|simple)\b"
    r"|\b(?:it|that|this|(?:my|the|our) \w+) (?:has|have|got) time\b|\b(?:i'm|we're|count me) out\b"
    # not the time or the place
    r"|\b(?:isn't|is not|not|no|'s not|wasn't|hardly|wrong|bad) (?:really )?(?:be )?(?:the |a |an )?(?:right |good |best |wrong )?(?:time|moment|place|day|evening|morning|night|week|person|occasion|hour) (?:for|to)\b(?! (?:be shy|talk (?:round|around)))"
    r"|\b(?:the|a|this is the|such a) (?:wrong|bad|worst) (?:time|moment|place|day|evening|morning|night|week)\b"
    r"|(?:^|\b(?:honestly|really|just|only|well|and|and certainly|certainly|at least|please|definitely|but)\W+)not (?:here|today|now|tonight|this (?:week|month|time|evening|morning)|from me|like this|in the yard|with you|before (?:you|the|your|we|they|may|june|september))\b(?! (?:only|just|alone))"
    # it is left, kept or put off
    rf"|\b(?:i|we|let's|let us|let me|i'd|i'll|we'll|we'd|i'm|we're|better|rather|to|and|then)(?: \w+){{0,2}} (?:leave|leaving|drop|dropping|skip|skipping|spare you|sparing you|park|parking|shelve|shelving|forget|postpone|withdraw|withdrawing|scrap) (?:{_THING}|you (?:in peace|alone|be)|both|all of it)\b(?! (?:to you|up to you|with you|in your hands))"
    rf"|\b(?:keep|keeping|hold|holding|save|saving|put|putting) (?:{_THING}) (?:back|off|to (?:myself|ourselves)|in my pocket|for (?:myself|tomorrow|later|another|next|when|after)|{_LATER})"
    r"|\b(?:hold|holding) (?:back|off)\b|\b(?:i|we)(?:'ll| will|'d| would)?(?: rather| better)? (?:stay|keep|steer|to keep|to stay) (?:out of|clear of|quiet|away from|silent|off)\b"
    rf"|\b(?:it|that|this|mine|(?:my|the|our) (?:\w+ )?\w+) (?:can|could|will|may|has to|must|should|would have to|'ll)(?: easily| just| very well| happily)? wait\b"
    rf"|\b(?:ask|come (?:back|by|again|to you|with it)|knock(?: again)?|talk(?: about it)?|call(?: you)?|bring it up|try(?: again)?|speak)(?: you)?(?: again| about it)? (?:{_LATER})"
    r"|\b(?:i|we)(?:'ll|'d| will| would)?(?: rather| better)?(?: just)? wait\b|\b(?:let|letting) (?:it|that|this|you) (?:rest|lie|be|go)\b|\bforget (?:it|i (?:asked|said)|that i)\b|\bnever ?mind\b"
    r"|\b(?:it|that|this|the rest|the question)(?:'ll| will| can) keep\b|\b(?:thing|question|subject|matter|talk|topic|one) for (?:elsewhere|another|some other|later|next|a (?:better|quieter|different))\b|\bspar(?:e|ing) (?:us|you|both)\b|(?:n't|\bnot) need (?:one more|another|any more|my|more)\b"
    r"|\bin touch (?:then|after|later|when|once|in)\b|\bsee about (?:it|that|the rest)\b|\b(?:before (?:i|we)|cheeky to) (?:ask|come|want) (?:you )?(?:for |to |with )?(?:anything|more|something|a|posts|all|the)\b|\bprov(?:e|ing) (?:myself|ourselves|it|that)\b|\bshow you (?:first|how|that)\b"
    r"|\btake (?:it|that|all of it|my ask|the ask|my question) back\b|\bwithdraw\b|\bout of it\b|\bleave it (?:be|there|at that|alone)\b|\bignore (?:that|what i)\b"
    r"|\b(?:shouldn't|should not|oughtn't|ought not to|had no business) (?:be |have |to )?(?:ask|asked|asking|brought|bring|started|come|be here)\b"
    # nothing larger than needed
    rf"|\b(?:no|without|instead of|rather than|skip|skipping|leave|leaving|spare you|won't be any|not with|not start with|isn't the (?:time|place) for)(?: \w+){{0,2}} {_STRETCH}\b"
    rf"|\b{_STRETCH}\b[^.;,]{{0,30}}\b(?:makes? no sense|(?:would|does|is|will|do)(?:n't| not) (?:fit|belong|work|help|right|do|the right)|(?:would be|is|are) (?:wrong|out of place|not right|the wrong|a mistake|no good)|has no place|only hurts?)\b"
    r"|\b(?:one|a single|a|only one) (?:clear|straight|honest|plain|fair|best|real|single|straightforward|simple) (?:ask|request|figure|number|question|proposal|offer|recommendation|rate|date|price)\b"
    r"|\b(?:ask|say it|put it|tell you|ask you|be) (?:just |quite |it |you )?(?:straight(?: out)?|plainly|once|outright)\b(?!:)"
    r"|\b(?:start|begin|starting|beginning|go)(?: off| out)? (?:very |really |quite )?(?:small|with (?:a |something |one |just )?(?:very |really )?(?:small|little|a trial|modest|tiny))"
    r"|\b(?:small|little|modest|tiny|first) (?:first )?step(?:s)? (?:first|is|would be|makes|fits|comes)\b|\bsmall first step\b|\bearn (?:it|that|your trust|some trust|the rest|trust)\b|\b(?:something|a) (?:small|little|smaller|modest|tiny)(?: \w+)? (?:first|to (?:begin|start))\b",
    re.IGNORECASE,
)
_TURNS_AWAY = re.compile(
    r"\b(?:later|tomorrow|elsewhere|somewhere else|another|some other|next (?:week|month|time)|wait|leave|leaving|spare|skip|keep|stay(?:s|ing)?|respect|stick|instead|rather|better|stop|promised|quiet|tied"
    r"|silly|daft|cheap|cheeky|wrong|annoy|hurts?|mistake|unfair|pointless|foolish|straight|honest|real|really|no (?:room|point|need|use|sense)|out of place|(?:is|are|'s) out|not (?:here|today|tonight|now|this))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"n't\b|\b(?:not|no|never|nothing|without|instead)\b", re.IGNORECASE)
_ALL_THE_SAME = re.compile(
    r"\b(?:still|though|however|nevertheless|all the same|even so|anyway|exception|urgent|badly|desperate\w*|hoping|hoped|help me|matters|important to)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    _WORD.findall(
        "about after again anybody anything been before begin could does down each every everybody first from have hear help here into just know last like little made make more much must need never nobody nothing only other over said says some that their them then there they thing this time told until very want well were what when where which will with would year your"
    )
)
_STEM = 5
_TWO = 2
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
_HOW_ARE_YOU = re.compile(r"\b(?:how (?:are|is|did|was)|are you|all right|what's (?:new|up)|okay|ok)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"^\W*(?:(?:and|so|well|but|as|since|if|oh|ok|okay) )?(?:i (?:hear|heard|read|saw|know|see|gather)|you (?:said|say|wrote|write|asked|ask|told|open)|(?:your|the|our) (?:note|card|letter|notice|rules?|trustees|surgeon|house|department)|newcomers?|nobody|he (?:said|wrote)|she (?:said|wrote)|they (?:say|said))\b",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"\b(?:i|we)(?:'d| had)? (?:was|were|wanted|meant|intended|planned|hoped|did (?:want|have|plan|mean)|had (?:meant|planned|wanted|hoped|something|a)|came (?:over )?(?:with|to)|would have|'d have|thought (?:about|of)|could)\b"
    r"|\b(?:would|'d) love to (?:talk|speak)\b|\b(?:would|could|might) have (?:asked|liked|loved|wanted)\b|\bif\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:could|can|would|will|might|may) (?:you|we|i)\b(?! (?:ask|come|bring|send|call|knock|drop|try|tell you|help|carry|do (?:anything|something)|get you|bring you|wait|leave))[^?]*"
    r"|\b(?:i'd|i would|we'd|we would) (?:like|love|want|need|be glad|be happy|appreciate)\b(?! (?:to (?:wait|leave|spare|ask|respect|stick|keep|hear|know|come)|you to (?:know|sleep|rest)))"
    r"|(?<!what )\b(?:i|we) (?:want|need|propose|suggest|request|ask for|am asking for|must have)\b(?! (?:to (?:wait|leave|spare|ask|respect|stick|keep|say|be (?:fair|honest|straight|open))|that (?:we|i) (?:leave|wait)|nothing|you to (?:know|sleep|rest)))"
    r"|\b(?:i'm|we're) (?:only |just |really )?(?:asking|hoping|looking) (?:you )?for\b|\bplease (?:give|sign|take|let|help|consider|think)\b|^\W*(?:give|let) us\b|\bhow about\b|\bwhat about\b|\bwhat if\b|\bit would (?:help|save|mean)\b|(?<!n't )(?<!not )(?<!what i )(?<!what we )(?<!you )\bneeds?\b|\bwould be (?:great|good|lovely|a (?:great |big )?help|wonderful|perfect)\b|\bcount on\b|\bplease\?",
    re.IGNORECASE,
)


def left_beside(text: str) -> str | None:
    """What a message says beside leaving it, where an ask may still stand; None where nothing is left."""
    clauses = _clauses(text)
    others = [clause for clause in clauses if not _LEAVES.search(clause)]
    return None if len(others) == len(clauses) else _asked_now(others)


def without_memories(text: str) -> str:
    """What a message says less what one had meant to ask."""
    return _asked_now(_clauses(text))


def _asked_now(clauses: Iterable[str]) -> str:
    now = [clause for clause in clauses if not _MEANT.search(clause)]
    return " ".join(clause for clause in now if _REQUEST.search(clause) or not _TOLD.match(clause))


def turns_away(text: str, reason: str) -> bool:
    """Whether a message that asks nothing speaks of why nothing fits here, and turns away from it. `reason`: how the situation was told."""
    plain = _plain(text)
    if not may_leave_it(text, reason) or _ALL_THE_SAME.search(plain):
        return False
    return bool(_TURNS_AWAY.search(plain) and _stems(plain) & _stems(reason))


def may_leave_it(text: str, reason: str) -> bool:
    """Whether a message that asks nothing may mean to leave it: it touches on the reason, or says what is not to be."""
    plain = _plain(text)
    questions = (one for one in _SENTENCE.findall(plain) if one.endswith("?"))
    asks_nothing = all(_HOW_ARE_YOU.search(one) for one in questions)
    return asks_nothing and bool(_stems(plain) & _stems(reason) or _LEAVES.search(plain) or _DENIES.search(plain))


def says_back(text: str, reason: str) -> bool:
    """Whether it touches on the reason, in two of its words at least."""
    return len(_stems(text) & _stems(reason)) >= _TWO


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _COMMON}


def requests(text: str) -> bool:
    """Whether something is asked for, in whatever words."""
    return bool(_REQUEST.search(text))


def without_leaving(text: str) -> str:
    """The message less the words that leave it: why, if it is said."""
    return _LEAVES.sub("", _plain(text))


def _clauses(text: str) -> list[str]:
    pieces = (piece for found in _CLAUSE.finditer(_plain(text)) for piece in _JOINT.split(found[0]))
    return [piece.strip() for piece in pieces if piece.strip(" .,;:!?")]


def _plain(text: str) -> str:
    return text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
