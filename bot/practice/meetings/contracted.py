"""What is typed without its apostrophe: "hes got no cash", "theyre", "ill pay". Words that are words of their own ("well", "wed", "id") only count where what follows says so."""

import re

_ALWAYS = {
    **{f"{one}nt": f"{one}n't" for one in ("do", "ca", "does", "did", "is", "are", "was", "were", "has", "have", "had", "could", "would", "should", "must")},
    "hes": "he's", "shes": "she's", "theyre": "they're", "theyve": "they've", "theyll": "they'll", "theyd": "they'd",
    "youre": "you're", "youve": "you've", "youll": "you'll", "youd": "you'd", "weve": "we've", "ive": "I've", "im": "I'm",
    "thats": "that's", "theres": "there's", "whats": "what's", "heres": "here's", "itll": "it'll", "itd": "it'd", "thatd": "that'd",
}  # fmt: skip
_DO = (
    r"(?:(?:really|just|also|only|even|still|always|never|probably|surely|rather|gladly|happily|definitely|then) )*"
    r"(?:be|have|do|go|get|give|take|pay|say|tell|think|want|need|like|love|hate|make|keep|let|come|see|ask|help|bring|send|sign|stay|wait|work|put|look|know|"
    r"use|drop|move|show|start|step|write|mail|email|text|call|pick|own|prefer|settle|accept|add|save|cost|argue|claim|answer|reply|complain|mention|insist|not|no doubt)"
    r"(?![\w'])"
)
_BEFORE_VERB = {"ill": "I'll", "id": "I'd", "hell": "he'll", "shell": "she'll", "well": "we'll", "wed": "we'd", "shed": "she'd", "hed": "he'd"}  # fmt: skip
_N = re.compile(r"(?<=[^\W\d_]{2}) n (?=[^\W\d_])")
_U = re.compile(r"(?<![\w'.&-])u(?![\w'.&-])")
_WONT = re.compile(r"\bwont(?![\w'])", re.IGNORECASE)
_WORD = re.compile(rf"\b(?:{'|'.join(_ALWAYS)})(?![\w'])", re.IGNORECASE)
_VERB = re.compile(rf"(?<![\w'])(?:{'|'.join(_BEFORE_VERB)})(?= {_DO})", re.IGNORECASE)
_NO_VERB_BEFORE = re.compile(r"\b(?:an?|the|my|your|his|her|our|their|as|very|work\w*|go\w*|do\w*|is|are) $", re.IGNORECASE)  # fmt: skip
_ID = re.compile(
    r"(?:(?<=^)|(?<=[.!?;,] )|(?<=\band ))id(?= (?!cards?\b|numbers?\b|badge|check|and\b|or\b|is\b|was\b|for\b)[a-z])",
    re.IGNORECASE,
)
_ITS = re.compile(
    r"(?<=\bif )its(?= )|\bits(?= (?:an?|the|not|just|only|too|so|very|all|been|over|done|fine|ok|okay|about|hard|easy|good|because|always|never|still|already|my|your|our|his|her|their|going|getting|costing|taking|making|working)\b)"
    r"(?! own\b)",
    re.IGNORECASE,
)
_WERE = re.compile(
    r"(?:(?<=^)|(?<=[.!?;,\n] ))were(?= (?:an?|the|in|on|at|not|all|very|just|\d+|\w{3,12}ing)\b)",
    re.IGNORECASE,
)


def with_apostrophes(text: str) -> str:
    """The same with them, and with "and" for "n", "you" for "u"."""
    text = _U.sub("you", _N.sub(" and ", text))
    text = _WORD.sub(lambda found: _as_typed(found[0], _ALWAYS[found[0].casefold()]), text)
    text = _WONT.sub(lambda found: _as_typed(found[0], "won't"), text)
    text = _ID.sub("I'd", text)
    text = _ITS.sub(lambda found: _as_typed(found[0], "it's"), text)
    text = _WERE.sub(lambda found: _as_typed(found[0], "we're"), text)
    return _VERB.sub(lambda found: _unless_noun(found, text), text)


def _unless_noun(found: re.Match[str], text: str) -> str:
    """Of "the shed", "as well" nothing is left out."""
    if _NO_VERB_BEFORE.search(text[: found.start()]):
        return found[0]
    return _as_typed(found[0], _BEFORE_VERB[found[0].casefold()])


def _as_typed(typed: str, full: str) -> str:
    return full[:1].upper() + full[1:] if typed[:1].isupper() else full
