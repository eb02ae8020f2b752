"""Which of several figures is the one asked for: what stands around a figure tells it from one that is recalled or argued with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.practice.measures import position
from bot.practice.script import Measure

# "A recap within two days" says when, not how much.
_DEADLINE = re.compile(r"\b(?:in|within|after|takes?|taking|next|last)(?: about| the| only| just)? $", re.IGNORECASE)
_TIME = re.compile(r"(?:min|minute|hour|hr|day|week|wk|month|year)s?$", re.IGNORECASE)
_ASKING = re.compile(
    r"\b(ask\w*|like|want|need|propos\w*|suggest\w*|offer\w*|could|can|would|let|lets|let's|move|extend|push|run|pilot|how about|what about"
    r"|instead|then|down to|come to|go to|go with|settle|raise|bring|make it|more|just|only|meet|take|get|give|pay|start|do)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"\b((?:never|didn't|did not) (?:said|say|agreed?|offer(?:ed)?|asked?|mean|meant)(?: to| on| for)?|instead of|rather than|not|from|was|were|than|of the|of your|of our|without|drop|dropping|scrap|give up|giving up|let go of|letting go of|forget|beyond|over|past|last|since|after|trained|"
    r"in the (?:last|past)|every one of|(?:been|with you|together|working|won't meet|wont meet|can't meet)(?: \w+){0,3}? for)\s+"
    r"(?:the full |the |those |these |my |a |an |about |full )?$",
    re.IGNORECASE,
)
_AFTERMATH = re.compile(
    r"^\W*(to think|to consider|to decide|to sleep|to get back|late|ago|behind(?=\W*$|[,.;!]| (?:schedule|plan|time|target|with|on|us|already|and|but|because|since)\b)|of hotfixes|earlier|in a row|last year|this year alone|down|less spoilage)\b",
    re.IGNORECASE,
)
# A fallback that slips out beside the first ask is not the ask: "…; if not, 30 minutes is also fine".
_FALLBACK_BEFORE = re.compile(
    r"\b(?:if not\b|otherwise|or even|at least|worst case|live with|settle for|happy with|fine with|(?:a)?round the)\b[^.!?;]{0,40}$",
    re.IGNORECASE,
)
_FALLBACK_AFTER = re.compile(
    r"^(?: \w+){0,2} (?:is|are|would be|will be|works?|would)(?: also| still| just)? (?:ok|okay|fine|do|enough|good)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.!?;\n]|, (?:and|but|so|because|since)\b")


@dataclass(frozen=True)
class Candidate:
    """A figure that may be the measure's; `certain` where the text itself says so."""

    value: float
    start: int
    end: int
    certain: bool


def is_fallback(candidate: Candidate, text: str) -> bool:
    before, after = text[max(0, candidate.start - 60) : candidate.start], text[candidate.end : candidate.end + 40]
    return bool(_FALLBACK_BEFORE.search(before) or _FALLBACK_AFTER.match(after))


def best_of(measure: Measure, candidates: Iterable[Candidate], text: str, before: float | None) -> Candidate | None:
    scored = [(likelihood(measure, candidate, text, before), candidate) for candidate in candidates]
    scored = [(points, candidate) for points, candidate in scored if points > -2]  # noqa: PLR2004 (see likelihood)
    return max(scored, key=lambda pair: (pair[0], -pair[1].start))[1] if scored else None


def likelihood(measure: Measure, candidate: Candidate, text: str, before: float | None) -> float:
    """How likely a number is the one asked for, and not one recalled ("instead of six") or argued with ("three weeks late")."""
    words = text[candidate.start : candidate.end]
    clause_start = max((match.end() for match in _CLAUSE_END.finditer(text, 0, candidate.start)), default=0)
    points = 1.0 if candidate.certain else 0.0
    points += 2 if _ASKING.search(text, clause_start, candidate.start) else 0
    points += 1 if position(measure, candidate.value) in {0.0, 1.0, 2.0} else 0
    points += 0.5 if 0 <= position(measure, candidate.value) <= 3 else 0  # noqa: PLR2004 (floor to limit)
    points -= 4 if _CONTRAST.search(text, max(clause_start, candidate.start - 40), candidate.start) else 0
    points -= 5 if _DEADLINE.search(text[max(0, candidate.start - 24) : candidate.start]) and _TIME.search(words) else 0
    points -= 6 if _AFTERMATH.match(text[candidate.end : candidate.end + 40]) else 0
    points -= 3 if before is not None and abs(candidate.value - before) < 1e-6 else 0  # noqa: PLR2004 (rounding)
    points -= 3 if measure.base is not None and candidate.value == measure.base else 0
    return points
