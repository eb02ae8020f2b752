"""An easy way out, left in words that hearing may not have met: "shout if that changes", "if it's too much, I understand".

Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re

_LONGEST = 2000
_CALL = r"(?:shout|holler|speak up|say so|tell me|tell us|let me know|let us know|call me|ring me|text me|write(?: to)? me|write back|stop me|correct me|just say|give me a (?:shout|call|ring))"
_TROUBLE = (
    r"(?:wrong|object\w*|doesn't|does not|doesnt|isn't|is not|isnt|can't|cannot|cant|don't|dont|won't|wont|changes?|changed|differently|different|comes up|come up|in the way|gets? in|mind|against|rather not"
    r"|misheard|misunderst\w*|no longer|too (?:much|big|many|long|early|late|hard|tight|heavy)|nothing for|not for|a problem|a bother|trouble|get sick|fall ill|neither|doubts?|second thoughts)"
)
_FREE = r"(?:(?:i|we)(?:'d|'ll| would| will)?(?: \w{1,12})? (?:understand|get it|get that)|(?:that's|thats|that is|it's|its|it is)(?: \w{1,12})? (?:fine|ok|okay|alright|all right)|no (?:worries|problem|stress|hard feelings|harm done))"
_WAY_OUT = re.compile(
    rf"\b{_CALL}\b[^.!?;]{{0,12}}\b(?:if|when|in case|where|should)\b[^.!?;]{{0,40}}\b{_TROUBLE}(?!\w)"
    rf"|\b(?:if|when|in case|should)\b[^.!?;]{{0,40}}\b{_TROUBLE}(?!\w)[^.!?;]{{0,30}}\b{_CALL}\b(?! (?:why|who|what|when|how|where|which|by)\b)"
    rf"|\bif\b[^.!?;]{{0,40}}\b(?:{_TROUBLE}|not|no)(?!\w)[^.!?;]{{0,20}}\b{_FREE}\b(?! (?:with|by|for) (?:me|us)\b)"
    r"|\byou(?:'re| are|re| stay| remain| will be|'ll be)(?: \w{1,12})? free to (?!choose)\w|\b(?:totally|completely|i'd|i'll|i would|i will|i) (?:understand|get it|get that)(?: \w{1,12})? if\b"
    r"|\b(?:no (?:worries|problem|stress|pressure|hard feelings)|not a problem) if\b(?! (?:i|we)\b)",
    re.IGNORECASE,
)
_KEYS = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    }
)


def way_out(text: str) -> str:
    """The words that leave an easy way out of what is asked or pinned down; "" where there are none."""
    found = _WAY_OUT.search(text[:_LONGEST].translate(_KEYS))
    return text[found.start() : found.end()] if found else ""
