"""Questions of few words that ask for the reason of a no; hearing may not have met them, and rules know only these.

Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re

from bot.practice.plain_text import MARKS, SENTENCE, plain_text

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
_ASKING = re.compile(r"what|why|how", re.IGNORECASE)
_WHAT_MAKES = re.compile(
    rf"{_LEAD}(?:what(?:'?s| is| would be)? (?:it )?(?:on your side |for you |there )?(?:that )?(?:would |'d )?(?:makes?|making) [^,]{{1,60}} (?:hard|difficult|impossible|tricky|tough|a problem|so hard|too much)(?: (?:for|on) (?:you|your side))?"
    r"|what(?:'?s| is) in (?:the|your|its|our) way(?: \w+){0,5}|what(?: \w+)? (?:stands|is standing|'s standing|gets) in (?:the|your|its|our) way(?: \w+){0,5})",
    re.IGNORECASE,
)
_WHY_NOT = re.compile(r"\b(?:so )?why not (?:the |my |for )?[^.!?;,]{1,40}\?", re.IGNORECASE)
_EMPTY = re.compile(
    r"(?:oh|ah|hm+|mm+|ok|okay|right|well|sorry|i see|no|really|alright|all right|fair enough|understood|got it|fine|thanks|thank you|that's a pity|what a pity|pity|i'm sorry|(?:i'm )?sorry to hear that"
    r"|if i may ask|thanks for (?:telling me|being honest|the honest answer|your honesty))",
    re.IGNORECASE,
)


def asks_why(text: str) -> str:
    """The sentence that asks for the reason of a no; "" where none does. It asks nothing else, and nor may the rest of the text."""
    asking, rest = "", []
    for sentence in SENTENCE.findall(plain_text(text)):
        words = sentence.strip(MARKS)
        if _WHY.fullmatch(words):
            asking = asking or words
        else:
            rest += [part.strip(MARKS) for part in words.split(",")]
    return "" if any(part and not _EMPTY.fullmatch(part) for part in rest) else asking


def question_why(text: str) -> str:
    """The last sentence, where it asks in plain words what stands in the way, whatever stands before it; "" where it does not."""
    plain = plain_text(text).rstrip()
    for sentence in SENTENCE.finditer(plain):
        words = sentence[0].strip(MARKS)
        if plain[sentence.end() :] == "?" and (_WHY.fullmatch(words) or _WHAT_MAKES.fullmatch(words)):
            return text[sentence.start() : sentence.end() + 1].strip()
        # "Can you do it or not, whats the problem": on a phone there is often no mark.
        last = sentence[0].rpartition(",")[2].strip(MARKS)
        if plain[sentence.end() :].strip("?!. ") == "" and _ASKING.match(last) and _WHY.fullmatch(last):
            return last
    return ""


def asks_why_not(text: str) -> str:
    """“Why not 900?”; a figure that is asked for anew makes it an offer."""
    found = _WHY_NOT.search(plain_text(text))
    return text[found.start() : found.end()].strip() if found else ""
