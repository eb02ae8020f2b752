"""What a line of a drill carries: the cues that were heard, set right by the item's own figures, and the facts that only those tell.

It is read as a round would read it, by the same rules, at the one moment in which the drill stands.
"""

from collections.abc import Mapping

from bot.hearing.cues import NOTHING, Assessment, Channel, Context, Cue, Phase, Status, Verdict
from bot.practice.amounts import hear_amounts
from bot.practice.drills.answering import Answer, has_offer, tests_the_offer
from bot.practice.drills.drill import HELD, LineDrill, LineItem
from bot.practice.drills.plainly import plainly
from bot.practice.facts import fact, figures_in, opening_facts
from bot.practice.message import differences_found, pressure_in, told, words_found
from bot.practice.options import MANY, Options, is_absurd, is_stretch, read_options
from bot.practice.rubric import Fact
from bot.practice.script import Ask
from bot.practice.sizing import Size, below_floor, size
from bot.practice.talk import Said

TAME_SHARE = 0.34
"""As in the rubric: an opening that goes less than this share of the way from target to stretch is too tame."""

_OF_A_CONSTRAINT = {Cue.REFLECTS_CONSTRAINT.value, Cue.TIES_TO_CONSTRAINT.value}
_OF_AN_ANSWER = _OF_A_CONSTRAINT | {
    Cue.SMALLER_ASK.value,
    Cue.NAMES_CONCESSION.value,
    Cue.MUTUAL_GAIN.value,
    Cue.ARGUES.value,
    Cue.ACKNOWLEDGES_REFUSAL.value,
}
_FACTS_OF_AN_OPENING = {one.value for one in (Fact.ASKED, Fact.STRETCH, Fact.TAME, Fact.AT_TARGET, Fact.ABSURD)}
_FACTS_OF_A_MESSAGE = {
    one.value
    for one in (
        *(
            Fact.ASKED,
            Fact.STRETCH,
            Fact.ABSURD,
            Fact.BELOW_FLOOR,
            Fact.TWO_OPTIONS,
            Fact.ONE_OPTION,
            Fact.MANY_OPTIONS,
        ),
        *(Fact.RECOMMENDS, Fact.DIFFERENCE, Fact.DIFFERENCES, Fact.EASY_NO, Fact.NEXT_STEP),
    )
}


def context_of(drill: LineDrill, item: LineItem) -> Context:
    """What hearing may know before the line is written."""
    return Context(
        phase=drill.phase,
        channel=drill.channel,
        situation=item.situation,
        counterpart=item.counterpart,
        target=item.target,
        stretch=item.stretch or "",
        floor=item.floor or "",
        first_ask=item.first_ask,
        constraint_kind=item.constraint,
        counterpart_line=item.they_say,
        retreat_made=has_offer(drill),
    )


def audible(drill: LineDrill) -> frozenset[str]:
    """The findings that a line can carry where this drill stands, as far as its channel and phase say."""
    cues = {cue.value for cue in Cue}
    if drill.channel is Channel.MESSAGE:
        return frozenset(cues - _OF_AN_ANSWER - {Cue.PREMATURE_FALLBACK} | _FACTS_OF_A_MESSAGE)
    if drill.phase is Phase.OPENING:
        return frozenset(cues - _OF_AN_ANSWER | _FACTS_OF_AN_OPENING)
    heard = cues - {Cue.PREMATURE_FALLBACK} | {Fact.BELOW_FLOOR} | ({HELD} if tests_the_offer(drill) else set())
    return frozenset(heard - _OF_A_CONSTRAINT if drill.phase is Phase.AFTER_REFUSAL else heard)


def findings_in(drill: LineDrill, item: LineItem, text: str, assessment: Assessment) -> Mapping[str, Verdict]:
    """Cues and facts of the line, by name."""
    assessment = plainly(assessment, drill.phase, text, under_test=tests_the_offer(drill))
    found = {cue.value: verdict for cue, verdict in assessment.verdicts.items()}
    if drill.channel is Channel.MESSAGE:
        return found | _of_message(item, Said(text=text, assessment=assessment), found)
    if drill.phase is Phase.OPENING:
        return found | _of_opening(item.ask, text, assessment)
    return Answer(drill, item, text, assessment).findings(found)


def _of_opening(ask: Ask | None, text: str, assessment: Assessment) -> dict[str, Verdict]:
    amounts = hear_amounts(ask, text) if ask else {}
    found_size = size(ask, amounts, TAME_SHARE) if ask else Size.UNKNOWN
    return opening_facts(amounts, found_size, assessment, fact(figures_in(text, amounts)))


def _of_message(item: LineItem, said: Said, found: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """How many options there are, and what is told of them; without measures hearing alone says whether there are too many."""
    ask = item.ask
    options = read_options(ask, said.text) if ask else Options(0)
    whole = fact(said.text)
    facts = {
        Fact.ASKED: options.count > 0 or said.assessment.heard(Cue.SPECIFIC_ASK),
        Fact.TWO_OPTIONS: options.are_two,
        Fact.ONE_OPTION: options.count == 1,
        Fact.MANY_OPTIONS: options.count >= MANY,
    }
    if ask:
        facts[Fact.STRETCH] = is_stretch(ask, options, TAME_SHARE)
        facts[Fact.ABSURD] = is_absurd(ask, options)
        facts[Fact.BELOW_FLOOR] = below_floor(ask, options.smaller)
    changed: dict[str, Verdict] = {name: whole for name, holds in facts.items() if holds}
    if ask:
        changed[Cue.CASCADE] = NOTHING  # how many options there are is counted
    if found.get(Cue.PRESSURE, NOTHING).status is not Status.HEARD:
        changed[Cue.PRESSURE] = pressure_in(said)
    known = told(item.differences, said.text)
    return changed | words_found(said) | differences_found(item.differences, known, said.text)
