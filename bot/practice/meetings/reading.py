"""What the answers of a plan come to: the counterpart, the three asks, what sizes them, the reasons and the objections."""

from bot.practice.meetings.because import reasons_in
from bot.practice.meetings.cleaning import clean, shortened
from bot.practice.meetings.contracted import with_apostrophes
from bot.practice.meetings.objecting import objections_in
from bot.practice.meetings.pairing import amounts, pairs
from bot.practice.meetings.persons import Speaker, turned
from bot.practice.meetings.plan import MeetingPlan, Question, Reading
from bot.practice.meetings.sizes import measures_of
from bot.practice.meetings.units_of import with_unit
from bot.practice.meetings.wanted import LONGEST_THING, Wanted, Why, has_story, is_same, read_wanted
from bot.practice.meetings.who import Who, read_who


def read(plan: MeetingPlan) -> Reading:
    """Reads whatever stands there; never raises, and makes nothing up: what is unsaid stays empty."""
    answers = {question: answer for question, answer in plan.answers.items() if question not in plan.skipped}
    said = {question: with_apostrophes(clean(answer)) for question, answer in answers.items()}
    who = read_who(said.get(Question.WHO, ""))
    target = _to_them(read_wanted(said.get(Question.TARGET, "")), who)
    floor = with_unit(_to_them(_or_same(said.get(Question.FLOOR, ""), target), who).thing, target.thing)
    stretch = _to_them(_or_same(said.get(Question.STRETCH, ""), target), who)
    told = [said[one] for one in (Question.WHO, Question.TARGET, Question.FLOOR, Question.STRETCH) if one in said]
    return Reading(
        name=who.name,
        alias=who.alias,
        role=who.role,
        topic=who.topic,
        target=target.thing,
        floor=floor,
        stretch=stretch.thing,
        measures=measures_of(stretch.thing, target.thing, floor, told),
        reasons=reasons_in(stretch.why, who.spoken),
        objections=objections_in(said.get(Question.OBJECTION, ""), who.spoken),
    )


def _to_them(wanted: Wanted, who: Who) -> Wanted:
    """What is asked of somebody is said to them: "with his van" becomes "with your van"."""
    thing = turned(wanted.thing, Speaker(me=False, names=who.spoken))
    return Wanted(shortened(thing, LONGEST_THING), wanted.why)


def _or_same(text: str, target: Wanted) -> Wanted:
    wanted = read_wanted(text, beside=target.thing)
    if has_story(wanted.thing) and amounts(target.thing) and not any(pairs(wanted.thing, target.thing)):
        return Wanted("", (Why("", wanted.thing), *wanted.why))
    return Wanted(target.thing, wanted.why) if is_same(wanted.thing) else wanted
