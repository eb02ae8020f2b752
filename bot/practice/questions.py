"""Questions of few words whose meaning is plain: why not, whether Tuesday suits, and whether they would give what is asked.

Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re

from bot.hearing.numbers.quantities import Kind, find_quantities

_LONGEST = 1000
_SENTENCE = re.compile(r"[^.!?;\n\u2026]+")
_MARKS = " ,-\"'()\u2013\u2014"
_LEAD = (
    r"(?:(?:oh|ah|hm+|mm+|okay|ok|right|well|sorry|so|and|but|fair enough|i see|alright|all right|no|really|seriously|honestly|fine|thanks|thank you|understood|got it|just"
    r"|out of (?:curiosity|interest)|if i may ask|i'm sorry to hear that|sorry to hear that),? ){0,4}"
)
_MAY_I = (
    r"(?:(?:may|can|could|might) (?:i|we)(?: just| please)? (?:ask|know|learn|hear)(?: you)?|(?:(?:could|can|would|will) you(?: please)? |please )?(?:tell|explain(?: to)?) (?:me|us)"
    r"|(?:do|would) you mind (?:telling me|saying|explaining|if i ask|me asking)|mind (?:telling me|if i ask|me asking|saying)|i'd (?:like|love) to (?:know|understand|hear)"
    r"|i wonder|i'm curious|care to (?:say|tell me)|do you want to tell me)"
)
_TROUBLE = r"(?:problem|issue|reason|obstacle|trouble|difficulty|matter|catch|snag|hitch|sticking point|concern|hurdle|blocker|worry)"
_WHY = re.compile(
    rf"{_LEAD}(?:{_MAY_I} ?,? ?)?(?:why(?: not| is (?:that|it)(?: so)?| would that be| can't you| not that| so)?|how come(?: not)?|how so|for what reason"
    rf"|what(?:'?s| is| was| would be|'s really) (?:the |your )?(?:main |real |biggest |exact )?{_TROUBLE}(?: (?:then|here|exactly|with (?:it|that|this|my ask))| is)?"
    rf"|what (?:the |your )?{_TROUBLE} (?:is|was|would be)|(?:the |your )?{_TROUBLE}|(?:is|are) there (?:a|any|some) (?:particular |special )?{_TROUBLE}s?|any (?:particular |special )?reason(?: why)?(?: not)?"
    r"|care to (?:explain|elaborate)|(?:please )?help me (?:to )?understand(?: (?:why|it|that|your no))?|(?:please )?explain (?:it|that)(?: to me)?|can you (?:explain|elaborate)(?: (?:it|that))?"
    r"|what(?:'?s| is) (?:stopping|bothering|worrying|holding|keeping) you(?: back)?|what (?:bothers|worries|stops|hinders) you|what speaks against it|what makes you say (?:no|that))"
    r"(?:,? (?:if i may(?: ask)?|please|then|though|exactly|may i ask|if you don't mind(?: (?:me|my) asking)?|actually|to me))?",
    re.IGNORECASE,
)
_WHAT_MAKES = re.compile(
    rf"{_LEAD}(?:what(?:'?s| is| would be)? (?:it )?(?:on your side |for you |there )?(?:that )?(?:would |'d )?(?:makes?|making) [^,]{{1,60}} (?:hard|difficult|impossible|tricky|tough|a problem|so hard|too much)(?: (?:for|on) (?:you|your side))?"
    r"|what(?: \w+)? (?:stands|is standing|'s standing|gets) in (?:the|your|its|our) way(?: \w+){0,5})",
    re.IGNORECASE,
)
_WHY_NOT = re.compile(r"\b(?:so )?why not (?:the |my |for )?[^.!?;,]{1,40}\?", re.IGNORECASE)
_EMPTY = re.compile(
    r"(?:oh|ah|hm+|mm+|ok|okay|right|well|sorry|i see|no|really|alright|all right|fair enough|understood|got it|fine|thanks|thank you|that's a pity|what a pity|pity|i'm sorry|(?:i'm )?sorry to hear that"
    r"|if i may ask|thanks for (?:telling me|being honest|the honest answer|your honesty))",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    [
        "so",
        "ok",
        "okay",
        "great",
        "good",
        "fine",
        "perfect",
        "super",
        "lovely",
        "and",
        "then",
        "shall",
        "should",
        "we",
        "i",
        "say",
        "on",
        "at",
        "by",
        "from",
        "in",
        "around",
        "about",
        "before",
        "after",
        "starting",
        "start",
        "begin",
        "beginning",
        "how",
        "what",
        "is",
        "are",
        "does",
        "do",
        "will",
        "would",
        "that",
        "it",
        "the",
        "this",
        "be",
        "it's",
        "that's",
        "thats",
        "its",
        "work",
        "works",
        "working",
        "suit",
        "suits",
        "for",
        "you",
        "me",
        "us",
        "us",
        "all",
        "right",
        "alright",
        "same",
        "time",
        "place",
        "day",
        "week",
        "month",
        "again",
        "still",
        "until",
        "till",
        "or",
        "maybe",
        "perhaps",
        "first",
        "thing",
        "to",
        "meet",
        "see",
        "talk",
        "speak",
        "start",
        "come",
        "call",
        "kick",
        "off",
        "with",
        "can",
        "could",
        "let's",
        "lets",
        "you",
        "then",
        "there",
        "as",
        "usual",
        "morning",
        "afternoon",
        "evening",
        "noon",
        "early",
        "late",
        "sharp",
        "confirm",
        "confirmed",
        "agreed",
        "deal",
        "thanks",
        "thank",
        "just",
        "both",
        "next",
        "yes",
        "done",
        "o'clock",
    ]
)
_MOST_WORDS = 14
_SEND = re.compile(
    r"\b(?:shall|should|can|could|may|do|will|would) (?:i|we|you|you want me to|you like me to) (?:please |quickly |just )?(?:send|put|write|note|mail|email|e-mail|text|book|confirm|sign|draft|set up|sum|add|enter|bring|drop)\b"
    r"|\bwho (?:writes|sends|books|confirms|puts)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:can|could|would|will|might) (?:you|we|i) \w"
    r"|\b(?:i|we)(?:'d| would)(?: really)? (?:like|love|want)(?: you)? to\b|\b(?:i'd|we'd|i would|we would) (?:like|love)\b|\b(?:i|we) (?:want|need) (?:to ask )?\b|\b(?:i'm|i am|we're|we are) (?:asking|hoping|looking) for\b"
    r"|\b(?:may|could|can) (?:i|we) (?:have|get|ask|borrow|use)\b|\bany chance (?:of|you|we|i)\b|\b(?:how|what) about\b|\bwould it be (?:possible|ok|okay|all right|fine)\b|\bis it possible\b|\bplease (?:give|let|lend|send|pay)\b",
    re.IGNORECASE,
)
_STEM = re.compile(r"\b[a-z]{4}")
_SAYS_NOTHING = frozenset(
    [
        "woul",
        "coul",
        "shou",
        "have",
        "with",
        "this",
        "that",
        "from",
        "they",
        "them",
        "your",
        "more",
        "like",
        "what",
        "give",
        "make",
        "will",
        "want",
        "need",
        "just",
        "abou",
        "thei",
        "ther",
        "been",
        "some",
        "than",
        "then",
        "when",
        "wher",
        "whic",
        "plea",
        "able",
        "take",
        "tell",
        "talk",
        "spea",
        "know",
        "thin",
        "does",
        "were",
        "here",
        "much",
        "many",
        "very",
        "into",
        "over",
        "each",
        "othe",
        "only",
        "time",
        "help",
        "ever",
        "also",
        "both",
        "good",
        "well",
        "long",
        "real",
        "yes",
        "thes",
        "thos",
        "who's",
        "coun",
        "part",
        "says",
        "said",
        "ask",
        "come",
        "goes",
        "goin",
    ]
)
_ABOUT_THE_APP = re.compile(
    r"\b(?:bot|app|game|command|button|coach|score|points|rules?|technique|language|translat\w*|english|german|french|spanish|joke|weather|poem|story|recipe|test(?:ing)? (?:message|123)"
    r"|restart|start over|help menu|settings?|chatgpt|prompt|instructions|repeat|hear me|read this|a hint|hint|example)\b",
    re.IGNORECASE,
)


def asks_why(text: str) -> str:
    """The sentence that asks for the reason of a no; "" where none does. It asks nothing else, and nor may the rest of the text."""
    asking, rest = "", []
    for sentence in _SENTENCE.findall(_plain(text)):
        words = sentence.strip(_MARKS)
        if _WHY.fullmatch(words):
            asking = asking or words
        else:
            rest += [part.strip(_MARKS) for part in words.split(",")]
    return "" if any(part and not _EMPTY.fullmatch(part) for part in rest) else asking


def question_why(text: str) -> str:
    """The last sentence, where it asks in plain words what stands in the way, whatever stands before it; "" where it does not."""
    plain = _plain(text).rstrip()
    for sentence in _SENTENCE.finditer(plain):
        words = sentence[0].strip(_MARKS)
        if plain[sentence.end() :] == "?" and (_WHY.fullmatch(words) or _WHAT_MAKES.fullmatch(words)):
            return text[sentence.start() : sentence.end() + 1].strip()
    return ""


def asks_why_not(text: str) -> str:
    """“Why not 900?”; a figure that is asked for anew makes it an offer."""
    found = _WHY_NOT.search(_plain(text))
    return text[found.start() : found.end()].strip() if found else ""


def settles_when(text: str) -> str:
    """The question that pins an agreement down: a day or a time and hardly a word besides, or who puts it in writing; "" where none does."""
    plain = _plain(text)
    for sentence in _SENTENCE.finditer(plain):
        if plain[sentence.end() : sentence.end() + 1] != "?":
            continue
        if _SEND.search(sentence[0]) or _only_a_date(sentence[0]):
            return text[sentence.start() : sentence.end()].strip()
    return ""


def asks_for(text: str, matter: str) -> bool:
    """Whether the text is put as an ask, shares a word that says something with `matter`, and is not meant for the coach."""
    plain = _plain(text)
    return bool(_ASKS.search(plain)) and not _ABOUT_THE_APP.search(plain) and bool(_stems(plain) & _stems(matter))


def _stems(text: str) -> set[str]:
    """The beginnings of its longer words: "tested" and "tests" speak of the same."""
    return set(_STEM.findall(text.lower())) - _SAYS_NOTHING


def only_a_day(text: str) -> bool:
    """Whether its question is for another day or time, and nothing else: "what about Tuesday?"."""
    plain = _plain(text)
    questions = [one[0] for one in _SENTENCE.finditer(plain) if plain[one.end() : one.end() + 1] == "?"]
    return bool(questions) and all(_only_a_date(one) for one in questions)


def _only_a_date(sentence: str) -> bool:
    dates = [one for one in find_quantities(sentence) if one.kind in {Kind.DATE, Kind.CLOCK}]
    if not dates:
        return False
    for one in reversed(dates):
        sentence = f"{sentence[: one.start]} {sentence[one.end :]}"
    words = sentence.lower().replace(",", " ").split()
    return len(words) <= _MOST_WORDS and set(words) <= _FILLERS


def _plain(text: str) -> str:
    """The beginning, with the apostrophe that keyboards have; every letter stays in its place."""
    return text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
