"""What the coach says to each answer of a plan, with the words it rests on. Lines are judged, never people."""

import re
from collections.abc import Iterator

from bot.hearing.numbers.quantities import find_quantities
from bot.practice.meetings.cleaning import clean, shortened, trimmed
from bot.practice.meetings.pairing import amounts, pairs
from bot.practice.meetings.plan import FIVE, Advice, Finding, MeetingPlan, Question, Reading
from bot.practice.meetings.reading import read
from bot.practice.meetings.weighing import floor_above, weighed

_LONGEST_QUOTE = 120
_CLAUSE = re.compile(
    r"[.!?](?= |$)|[;\n]|, (?:and |but )?|\b(?:because|since|so that|cause|cuz) | and (?=i |i'|my |we )| - ",
    re.IGNORECASE,
)
_ABOUT_ME = re.compile(
    r"\b(?:(?:i|we)(?: really| just| do| badly)? (?:need|want) (?:it|this|that|the money|more money|the cash|some money|to (?:pay|buy|afford|cover))\b.{0,60}|(?:i|we) can't (?:afford|live on|make ends meet)\b.{0,40}|cost of living\b.{0,30}|i'm (?:broke|tired|bored|stressed|exhausted|struggling|in debt|getting married|having a baby|pregnant)\b.{0,40}"
    r"|(?:i|we)(?:'ve| have)?(?: got)? (?:a baby|kids|debts?|bills|a mortgage|a loan|(?:high|big) (?:costs|bills|rent))\b.{0,40}|my (?:rent|mortgage|bills|loan|debts?|wedding|holiday|car|commute|living costs|expenses|credit card)\b.{0,40}|(?:easier|better|nicer|good|great|nice|convenient) for (?:me|us)\b|(?:helps?|suits?) (?:me|us)\b.{0,30}|would make me (?:happy|happier)\b|i (?:would|'d) (?:like|love) (?:it|that)\b|i'd be (?:happier|less stressed)\b)",
    re.IGNORECASE,
)
# Arguments that are quickly countered weaken an ask more than none at all would (Maaravi et al. 2011): so these are named, and no "because" is praised for itself.
_EASY_TO_REBUT = re.compile(
    r"\b(?:(?:i|we)(?: really| truly| do)? deserve\b.{0,40}|(?:everybody|everyone|all the others|everyone else|everybody else|all my (?:friends|colleagues)|the others|other people|others|my (?:friends?|colleagues?))(?: else)?(?: already| also| all)? (?:gets?|got|has|have|does|do|earns?|makes?|pays?|paid|wants?|is|are|works?)\b.{0,40}"
    r"|(?:it's|it is|it'd be|would be|that's|that is|that would be)(?: only| just)? (?:fair|normal|standard|usual|common|not (?:that )?much|the least|peanuts|nothing)\b.{0,30}|(?:i|we)(?:'ve)? work(?:ed)? (?:so |very |really |too )?hard\b.{0,30}|(?:i've|i have|we've|we have) been (?:here|there|with (?:you|them|the company)) (?:for )?(?:so |very |too )?(?:long|years|\w+ (?:years?|months?))\b.{0,20}"
    r"|inflation\b|prices (?:are|went|go) up\b|(?:you|they|she|he) can (?:easily )?afford\b.{0,20}|(?:you|they|she|he)(?:'ve|'s)?(?: has| have)?(?: got)? (?:enough|plenty of|lots of|loads of|so much) money\b|just because\b|i'm (?:the best|worth it|worth more|good|great|a good \w+)\b|why not\b|you owe me\b.{0,20}|(?:they|she|he) owes? me\b.{0,20}|i (?:was|were|got) promised\b.{0,20})",
    re.IGNORECASE,
)


def findings(plan: MeetingPlan) -> tuple[Finding, ...]:
    """To everything that was answered or passed over, in the order of the questions."""
    coach = _Coach(plan)
    return tuple(one for question in FIVE for one in coach.said_to(question))


def findings_on(plan: MeetingPlan, question: Question) -> tuple[Finding, ...]:
    """To one answer, seen beside the others; () where there is none."""
    return _Coach(plan).said_to(question)


class _Coach:
    def __init__(self, plan: MeetingPlan) -> None:
        self.plan = plan
        self.reading: Reading = read(plan)
        asked = (Question.WHO, Question.TARGET, Question.FLOOR, Question.STRETCH)
        self.said = {one: clean(plan.answers.get(one, "")) for one in Question if one not in plan.skipped}
        self.told = [self.said[one] for one in asked if self.said.get(one)]
        self.weighed = list(weighed(self.reading.stretch, self.reading.target, self.reading.floor, self.told))

    def said_to(self, question: Question) -> tuple[Finding, ...]:
        if question is Question.OBJECTION and question in self.plan.skipped:
            return (Finding(Advice.NO_OBJECTION, question),)
        if question not in self.plan.answers or question in self.plan.skipped or question is Question.WHEN:
            return ()
        return self._on(question)

    def _on(self, question: Question) -> tuple[Finding, ...]:
        ways = {
            Question.WHO: self._on_who,
            Question.TARGET: self._on_target,
            Question.FLOOR: self._on_floor,
            Question.STRETCH: self._on_stretch,
            Question.OBJECTION: self._on_objection,
        }
        if question is Question.WHO and not (self.reading.name or self.reading.topic):
            return ()
        found = tuple(
            Finding(advice, question, self._quoted(question, words), self._params())
            for advice, words in ways[question]()
        )
        well = Finding(Advice.DONE_WELL, question, self._quoted(question, self._thing(question)), self._params())
        return found or (well,)

    def _quoted(self, question: Question, words: str) -> str:
        """The words as they were typed; where they were read otherwise ("your van" for "his van"), the line they stand in."""
        said = self.said[question]
        return shortened(words if words in said else trimmed(said.partition("\n")[0]), _LONGEST_QUOTE)

    def _params(self) -> dict[str, str]:
        words = {"target": self.reading.target, "floor": self.reading.floor, "stretch": self.reading.stretch}
        return {name: said for name, said in words.items() if said}

    def _thing(self, question: Question) -> str:
        things = {
            Question.WHO: self.reading.name or self.reading.topic,
            Question.TARGET: self.reading.target,
            Question.FLOOR: self.reading.floor,
            Question.STRETCH: self.reading.stretch,
        }
        return things.get(question) or trimmed(self.said[question].partition("\n")[0])

    def _on_who(self) -> Iterator[tuple[Advice, str]]:
        yield from ()

    def _on_target(self) -> Iterator[tuple[Advice, str]]:
        if not find_quantities(self.reading.target):
            yield Advice.NO_NUMBER, self.reading.target

    def _on_floor(self) -> Iterator[tuple[Advice, str]]:
        target, floor = self.reading.target, self.reading.floor
        if not floor:
            yield Advice.NO_NUMBER, ""
        elif _differ(target, floor):
            yield Advice.UNITS_DIFFER, floor
        elif any(one.floor_is_above and not one.is_turned for one in self.weighed) or (
            not self.weighed and floor_above(target, floor, self.told)
        ):
            yield Advice.FLOOR_ABOVE_TARGET, floor
        elif amounts(target) and not find_quantities(floor):
            yield Advice.NO_NUMBER, floor

    def _on_stretch(self) -> Iterator[tuple[Advice, str]]:
        target, stretch = self.reading.target, self.reading.stretch
        yield from self._size(target, stretch)
        if self.plan.sincere is False:
            yield Advice.NOT_SINCERE, stretch
        weak = list(self._weak_reasons())
        yield from weak
        if not weak and not self.reading.reasons:
            yield Advice.NO_REASON, stretch

    def _size(self, target: str, stretch: str) -> Iterator[tuple[Advice, str]]:
        if not stretch:
            yield Advice.NO_NUMBER, ""
        elif target and not self.reading.measures and (stretch.casefold() == target.casefold() or self._is_same()):
            yield Advice.SAME_AS_TARGET, stretch
        elif _differ(target, stretch):
            yield Advice.UNITS_DIFFER, stretch
        elif amounts(target) and not find_quantities(stretch):
            yield Advice.NO_NUMBER, stretch
        else:
            yield from self._place(stretch)

    def _place(self, stretch: str) -> Iterator[tuple[Advice, str]]:
        sized = [one for one in self.weighed if not one.is_same]
        if any(one.is_turned for one in sized):
            yield Advice.TARGET_ABOVE_STRETCH, stretch
        elif any(one.is_far for one in sized):
            yield Advice.IMPLAUSIBLE, stretch
        elif sized and all(one.is_tame for one in sized):
            yield Advice.TAME, stretch

    def _is_same(self) -> bool:
        return bool(self.weighed) and all(one.is_same for one in self.weighed)

    def _weak_reasons(self) -> Iterator[tuple[Advice, str]]:
        """Those about one's own needs, and those that are easily answered back: the first of each."""
        clauses = [trimmed(one) for one in _CLAUSE.split(self.said[Question.STRETCH])]
        for advice, pattern in ((Advice.REASON_ABOUT_ME, _ABOUT_ME), (Advice.REASON_EASY_TO_REBUT, _EASY_TO_REBUT)):
            found = next((match for one in clauses if (match := pattern.search(one))), None)
            if found:
                yield advice, trimmed(found[0])

    def _on_objection(self) -> Iterator[tuple[Advice, str]]:
        if not self.reading.objections:
            yield Advice.NO_OBJECTION, trimmed(self.said[Question.OBJECTION].partition("\n")[0])


def _differ(one: str, other: str) -> bool:
    """Whether both name figures, and none of them are of one kind."""
    return bool(amounts(one) and amounts(other)) and not any(pairs(one, other))
