"""Four meetings as people typed them, from the five answers to the card: what is read, found fault with, rehearsed and taken along.

`python -m tests.practice.meetings.whole` writes the golden files anew; read what changed before you keep it.
"""

from collections.abc import Iterator

from bot.practice.meetings.card import card_of
from bot.practice.meetings.coach import findings
from bot.practice.meetings.counterpart import script_of
from bot.practice.meetings.fit import raised
from bot.practice.meetings.plan import FIVE, MeetingPlan
from bot.practice.meetings.reading import read
from bot.practice.meetings.rehearsed import best_lines
from bot.practice.meetings.two_options import message_of
from bot.texts.meetings import card_lines
from tests.practice.meetings.contents import CONTENT
from tests.practice.meetings.transcripts import GOLDEN, rehearsed, told

THREE = 3
WHOLE: dict[str, tuple[str, str, str, str, str]] = {
    "rent": (
        "landlord mr hollis, hes putting my rent up",
        "want it to stay at 950",
        "1000 max cant do more",
        "900 would be nice as the boilers been broke twice and i always pay on time so you dont have to look for someone new",
        "hell say everything costs more now",
    ),
    "thesis": (
        "prof lindqvist, my thesis deadline",
        "hand in 2 weeks later",
        "1 week min",
        "3 weeks bc my data came late from the lab and then i can write the last chapter properly, saves you reading it twice",
        "rules are rules or he already gave me 2 weeks in march",
    ),
    "scope": (
        "priya from bloom studio, more pages on the website in same contract",
        "900 for the 4 pages",
        "700",
        "1200 for the 4 pages, theyd be done by may in the same hand so she doesnt have to brief anyone new",
        "budgets closed till q3 or she says 3 pages are nearly done anyway",
    ),
    "settlement": (
        "gerry malone, owes me for his kitchen. mediator on tuesday",
        "5200",
        "4500",
        "6400 the whole lot because the job was finished in june and he signed it off",
        "he'll say worktop is scratched and hes got no cash",
    ),
}
"""By case, the five answers in the order asked."""


def whole(case: str) -> str:
    plan = MeetingPlan(answers=dict(zip(FIVE, WHOLE[case], strict=True)), sincere=True)
    return "\n".join(_lines(plan, list(WHOLE).index(case) + 1)) + "\n"


def _lines(plan: MeetingPlan, number: int) -> Iterator[str]:
    found = read(plan)
    yield from (f"{question}: {words}" for question, words in plan.answers.items())
    yield ""
    yield f"Read: {found.name} ({found.alias}), {found.role}; {found.topic}"
    yield f"Stretch {found.stretch} / target {found.target} / floor {found.floor}"
    yield from (f"Reason: {reason}" for reason in found.reasons)
    yield from (f"Objection, {one.kind}: {one.words}" for one in found.objections)
    yield from (f"Coach: {one.advice} to {one.question}" for one in findings(plan) if not one.is_praise)
    yield from (f"Asked whether it fits: {rule}" for rule in raised(plan, frozenset()))
    script = script_of(number, found, CONTENT)
    talks = rehearsed(script, count=THREE)
    yield from (line for talk in talks for line in told(talk))
    yield ""
    yield "== Card"
    yield from card_lines(card_of(found, best_lines(talks), plan.card))
    yield ""
    yield "== Message"
    yield message_of(found)


if __name__ == "__main__":
    for name in WHOLE:
        (GOLDEN / f"whole-{name}.txt").write_text(whole(name), encoding="utf-8")
