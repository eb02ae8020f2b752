"""What kind of constraint an objection speaks of, by its words."""

import re

from bot.hearing.cues import ConstraintKind

_WORDS = {
    ConstraintKind.BUDGET: r"budgets?|money|afford\w*|expensive|costs?|costly|pric(?:e|es|ey)|cash|fund(?:s|ing|ed)?|pay(?:s|ing|roll)?|salary|mortgage|margins?|pot|tax(?:es)?|inflation|finance|cheap\w*|spend\w*|rates?|interest|broke|loan|bills?|market|invest\w*|quote",
    ConstraintKind.POLICY: r"polic(?:y|ies)|discounts?|rules?|bands?|scale|hr|legal|contracts?|regulations?|laws?|allowed|precedents?|standard|procedures?|approv\w+|sign[- ]?off|sign|accounting|boards?|committees?|boss|compliance|guidelines?|lease|fixed|permission|authori[sz]\w*|union|insurer|company-wide|exceptions?|ask (?:my|his|her|their)",
    ConstraintKind.RISK: r"risk\w*|unsafe|liab\w+|insurance|fail\w*|breaks?|damage\w*|security|danger\w*|unproven|lose|loses|losing|exposure|accidents?|wrong|break in|safe|safety|guarantee\w*|uncertain\w*|quality",
    ConstraintKind.TRUST: r"trust\w*|prove[nd]?|proof|track record|junior|experienced?|inexperienced|performance|results|not ready|reliable|unreliable|reputation|doubts?|haven't seen|hasn't seen|know (?:me|you|us)|too new|slack\w*|supervis\w+|believe",
    ConstraintKind.PEOPLE: r"others|team|hiring|freeze|colleagues?|staff|everyone|everybody|every one|nobody|people|headcount|short-staffed|understaffed|hands|neighbou?rs|tenants|wife|husband|family|jealous|unfair|spare|kids|parents|someone else|anyone else|fair to|collaborat\w+|alone",
    ConstraintKind.SCOPE: r"scope|too (?:big|much|many|long|far|large|wide|broad|complex|high|heavy)|workload|features?|size|all of it|the whole|that (?:big|much|many|long|far)|larger than|a lot|biggest|complicated",
    ConstraintKind.TIME: r"times?|timing|dates?|booked|promised|busy|schedules?|deadlines?|late|later|soon|early|calendar|slots?|quarter|until|till|wait|weeks?|months?|days?|hours?|year|rush\w*|april|may|june|july|august|september|october|november|december|january|february|march|plans|holidays?|vacation|tired|short notice|fully booked",
}  # fmt: skip
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _WORDS.items()}


def kind_of(words: str) -> ConstraintKind:
    """The kind most spoken of; of two that are alike the first of the list, time being said of anything. OTHER where no word tells."""
    counts = {kind: sum(1 for _ in pattern.finditer(words)) for kind, pattern in _PATTERNS.items()}
    best = max(counts, key=lambda kind: counts[kind] - (1 if kind is ConstraintKind.TIME and counts[kind] > 1 else 0))
    return best if counts[best] else ConstraintKind.OTHER
