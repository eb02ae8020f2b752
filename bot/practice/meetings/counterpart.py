"""A counterpart made from somebody's own plan: their words, their figures, what they expect to hear, and then what they do not expect."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from bot.practice.edition import draw
from bot.practice.lint_wording import READ_LIX, read_by_the_user
from bot.practice.meetings.content import Either, NeutralConstraint, RehearsalContent
from bot.practice.meetings.plan import Objection, Reading
from bot.practice.meetings.quotable import clause, may_stand, quotable, sentence
from bot.practice.meetings.scaling import counter_to, usable
from bot.practice.readability import lix
from bot.practice.script import (
    FORMAT_VERSION,
    OWN,
    Area,
    Ask,
    Constraint,
    Counterpart,
    LineGroup,
    Measure,
    Script,
    Stretch,
    Target,
    TwistUse,
    Waiver,
    Words,
)
from bot.practice.states import Move, State

EXPECTED = "expected-"
"""What the ids of the constraints begin with that the user expects."""

_OBJECTION = "{objection}"
_MOST_OBJECTIONS = 3
_REASONS = (2, 4)
_WORDS, _LINE, _SHORT, _TITLE, _NAME, _ROLE, _TOPIC, _BRIEF, _SITUATION = 80, 240, 96, 40, 30, 60, 80, 420, 240
_SAID = 280
_PLAIN_TWISTS = ("bait", "unexpected_yes", "called_out", "wrong_constraint", "next_day")
_COUNTER_OFFER = "counter_offer"
_GAIN = re.compile(
    r"(?:(?:it|this|that)(?:'ll| will| would| can| (?!was|has|needs)\w+s)|you(?:'ll|'d| will| would| can| keep| get| save| see| know))\b\D*",
    re.IGNORECASE,
)
"""What is so now or will be; a figure would be that of the larger ask."""
_SO_THAT = re.compile(r"that way (\D+)", re.IGNORECASE)
_YOU = re.compile(r"\byour?\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def plan_of(script_id: str) -> str:
    """The number of the plan that a script was made from; "" for all others."""
    return script_id.removeprefix(OWN) if script_id.startswith(OWN) else ""


def script_of(plan_id: int, reading: Reading, content: RehearsalContent) -> Script:
    """The plan as a script. Whatever of its words cannot stand in one is said in neutral words instead."""
    neutral = content.neutral
    name = quotable(reading.name, _NAME) or neutral.name
    topic = quotable(reading.topic, _TOPIC)
    ask = _ask(reading, content)
    words = {"name": name, "topic": topic, "stretch": ask.stretch.words}
    twists = tuple(_twists(ask))
    script = Script(
        format_version=FORMAT_VERSION,
        revision=content.revision,
        id=f"{OWN}{plan_id}",
        title=_title(topic, name, content),
        area=_area(reading, content),
        counterpart=Counterpart(name=name, role=_role(reading, name) or neutral.role, about=content.about),
        brief=_told(content.brief, words, neutral.name, _BRIEF),
        situation=_told(
            content.situation, {**words, "name": re.sub(r"^your ", "their ", name)}, neutral.name, _SITUATION
        ),
        ask=ask,
        constraints=tuple(_constraints(plan_id, reading, content, ask.measures)),
        twists=twists,
        gap_lines=content.gap_lines,
        lines=_lines(content, twists),
    )
    return _waived(script)


def in_their_words(words: str, content: RehearsalContent) -> tuple[str, ...]:
    """Every way in which the counterpart says what the user expects."""
    return tuple(_capital(frame.replace(_OBJECTION, words)) for frame in content.objections)


def _ask(reading: Reading, content: RehearsalContent) -> Ask:
    neutral = content.neutral
    stretch, target, floor = (quotable(words, _WORDS) for words in (reading.stretch, reading.target, reading.floor))
    stretch, target = stretch or neutral.stretch, target or neutral.target
    floor = floor or target if reading.measures else floor or neutral.floor
    reasons = [said for reason in reading.reasons if (said := sentence(reason, _LINE))]
    fewest, most = _REASONS
    kept = list(dict.fromkeys(reasons))[:most]
    kept += [reason for reason in neutral.reasons if reason not in kept][: max(0, fewest - len(kept))]
    gain = _gain(kept)
    return Ask(
        stretch=Stretch(words=stretch, gain=gain or neutral.ask_gain),
        target=Target(words=target, gain=gain or neutral.gain),
        floor=Words(words=floor),
        measures=usable(reading.measures, stretch, target, floor),
        reasons=tuple(kept),
    )


def _gain(reasons: Sequence[str]) -> str:
    """A reason that says what it does for them, as far as that can be true of the smaller step as well."""
    told = (found[1] for reason in reasons if (found := _SO_THAT.fullmatch(reason)))
    plain = (reason for reason in reasons if _GAIN.fullmatch(reason) and _YOU.search(reason))
    clauses = (clause(reason, _WORDS) for reason in (*told, *plain))
    return next((f"{found[:1].lower()}{found[1:]}" for found in clauses if found), "")


def _role(reading: Reading, name: str) -> str:
    """Nothing where the name says it already."""
    role = quotable(reading.role, _ROLE)
    return "" if role.casefold() in name.casefold() else _capital(role)


def _area(reading: Reading, content: RehearsalContent) -> Area:
    said = {word.casefold() for word in _WORD.findall(f"{reading.name} {reading.role} {reading.topic}")}
    return next((area for area, words in content.areas.items() if said & set(words)), Area.WORK)


def _constraints(
    plan_id: int, reading: Reading, content: RehearsalContent, measures: Sequence[Measure]
) -> Iterator[Constraint]:
    """First what the user expects, in their words, then one of each other kind."""
    answered_by = tuple(measure.id for measure in measures)
    expected = dict(islice(_expected(reading, content), _MOST_OBJECTIONS))
    taken = {one.kind for one in expected.values()}
    for number, (words, one) in enumerate(expected.items(), start=1):
        says = in_their_words(words, content)
        yield Constraint(id=f"{EXPECTED}{number}", kind=one.kind, short=words, answered_by=answered_by, says=says)
    for kind in dict.fromkeys(one.kind for one in content.constraints if one.kind not in taken):
        fitting = [one for one in content.constraints if one.kind is kind and fits(one, measures)]
        if fitting:
            yield neutral_constraint(fitting[draw(len(fitting), plan_id, kind.value)], answered_by)


def _expected(reading: Reading, content: RehearsalContent) -> Iterator[tuple[str, Objection]]:
    """Each objection once, with its words as a clause, where they can be said."""
    seen = set()
    for one in reading.objections:
        words = clause(one.words, _SHORT)
        if (
            words
            and words.casefold() not in seen
            and all(may_stand(line, _SAID) for line in in_their_words(words, content))
        ):
            seen.add(words.casefold())
            yield words, one


def fits(constraint: NeutralConstraint, measures: Sequence[Measure]) -> bool:
    return not constraint.fits or any(measure.kind in constraint.fits for measure in measures)


def neutral_constraint(one: NeutralConstraint, answered_by: tuple[str, ...]) -> Constraint:
    return Constraint(id=one.id, kind=one.kind, short=one.short, answered_by=answered_by, says=one.says)


def _twists(ask: Ask) -> Iterator[TwistUse]:
    yield from (TwistUse(id=name) for name in _PLAIN_TWISTS)
    counter = counter_to(ask)
    if counter:
        yield TwistUse(id=_COUNTER_OFFER, counter=counter)


def _lines(content: RehearsalContent, twists: Sequence[TwistUse]) -> dict[str, tuple[LineGroup, ...]]:
    """Without those for an offer of theirs, where they have none to make."""
    if any(use.counter for use in twists):
        return content.lines
    return {
        state: tuple(group for group in groups if group.move != (Move.TOOK_COUNTER,))
        for state, groups in content.lines.items()
        if state != State.COUNTERED
    }


def _title(topic: str, name: str, content: RehearsalContent) -> str:
    """A long topic is cut between words."""
    short = quotable(topic, _TITLE)
    return _told(content.title, {"name": name, "topic": _capital(short)}, content.neutral.name, _TITLE)


def _told(template: Either, words: Mapping[str, str], neutral_name: str, longest: int) -> str:
    """With the topic where that can be said, else without, and at last without their name."""
    ways = [(template.topic, words)] if words["topic"] else []
    ways += [(template.person, words), (template.person, {**words, "name": neutral_name})]
    told = (_filled(text, said) for text, said in ways)
    return next((text for text in told if may_stand(text, longest)), template.person)


def _filled(text: str, words: Mapping[str, str]) -> str:
    """No `format`: the words are a stranger's, and have no braces."""
    for name, said in words.items():
        text = text.replace(f"{{{name}}}", said)
    return text


def _waived(script: Script) -> Script:
    """Somebody's own words need not be easy to read for them."""
    if lix(text for _, text in read_by_the_user(script)) <= READ_LIX:
        return script
    waiver = Waiver(rule="DLG045", about="what else the user reads", because="The words are the user's own.")
    return script.model_copy(update={"waive": (waiver,)})


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
