"""Words that have no place in a script: a counterpart who shames or insults the user, a brief that invents pressure.

The lists are short and plain, so that whoever trips over one sees why; a line meant otherwise is waived in the script, with a reason.
Every pattern stays linear: no repetition stands within another.
"""

import re
from collections.abc import Iterable

_INSULT = (
    r"stupid|dumb|idiots?|idiotic|fools?|foolish|morons?|lazy|greedy|pathetic|ridiculous|hopeless|useless|worthless|incompetent|naive"
    r"|childish|spoilt|spoiled|ungrateful|selfish|shameless|arrogant|insane|disgusting|liars?|losers?|a disgrace|a joke|a disappointment"
    r"|a failure|a nobody|a child|a burden|a nuisance|mad|crazy"
)
_NOT = r"(?!(?:not|no|never|neither|nor|hardly|anything but|asking|being called)\b)"

SHAMING = (
    re.compile(
        rf"\byou(?:'re| are| were|'ve been| sound| look| must be)(?: {_NOT}\w+)?(?: {_NOT}\w+)? (?:{_INSULT})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\bare you(?: \w+)? (?:{_INSULT}|deaf|blind|out of your mind)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:don't be|stop being|how)(?: so| such an?| an?)? (?:{_INSULT})(?: of you)?\b(?! (?:it|that|this|the))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\byou(?: \w+)? (?:idiot|fool|moron|liar|loser|beggar|parasite|scrounger|freeloader)s?\b", re.IGNORECASE
    ),
    re.compile(
        r"\byour (?:own )?(?:stupidity|greed|laziness|incompetence|ignorance|arrogance|selfishness|cheek|nonsense)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:shame on you|how dare you|you should be ashamed|aren't you ashamed|who do you think you are|people like you|your sort|your kind"
        r"|what(?:'s| is) wrong with you|(?:just|please|you) shut up|grow up|you disgust me|don't waste my time|you(?:'re| are) wasting my time)\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?:\A|[.!?;,] )shut up\b", re.IGNORECASE),
    re.compile(
        r"\byou(?:'re| are)(?: just| simply)?(?: not|n't) (?:good|smart|clever|bright) enough\b|\byou(?:'re| are)(?: not|n't) worth\b"
        r"|\byou (?:don't|do not) deserve\b|\byou (?:haven't|have not) earned\b",
        re.IGNORECASE,
    ),
)
INVENTED_PRESSURE = (
    re.compile(
        r"\b(?:now or never|last chance|or else|today only|before it(?:'s| is) too late|ultimatum|at (?:all|any) costs?|no matter what"
        r"|whatever it takes|take no for an answer|accept no refusal|nothing to lose|everything depends on|must not fail|can't afford to fail)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:fake|invented|made-up|pretended|imaginary|bogus) (?:deadline|offer|rival|competitor|emergency|shortage|reason)s?\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:threaten|bluff|pretend|blackmail|exaggerate|guilt-trip)\b", re.IGNORECASE),
    re.compile(
        r"\bmake (?:him|her|them|it) (?:feel (?:guilty|bad|ashamed|afraid)|believe|afraid|panic)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:act|behave|talk) as (?:if|though)\b", re.IGNORECASE),
)


def trick_in(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """The first words of `text` that one of the patterns names; "" where none does."""
    plain = text.replace("\u2019", "'")
    return next((found[0] for pattern in patterns if (found := pattern.search(plain))), "")
