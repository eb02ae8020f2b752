"""Whatever people type into a plan, the counterpart made from it keeps the rules that scripts keep."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring.players import GOOD, play
from bot.hearing.cues import ConstraintKind
from bot.practice.edition import Edition
from bot.practice.meetings.checked import problems_of
from bot.practice.meetings.counterpart import script_of
from bot.practice.meetings.plan import Objection, Reading
from bot.practice.meetings.rehearsing import rehearsal
from bot.practice.placeholders import placeholders_in
from bot.practice.script import Measure, MeasureKind
from tests.practice.meetings.contents import CONTENT
from tests.practice.samples import LIBRARY

ODD = (
    "{ask}",
    "{offer} and {nothing",
    "}{",
    "<b>Dana</b> &amp; Co",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u202eanaD",
    "\u05d3\u05e0\u05d4 \u05de\u05d4\u05de\u05e9\u05e8\u05d3",
    "Z\u0361\u035e\u0322\u0323\u0358a\u0334\u0335l\u0361go",
    "x" * 80,
    " ".join(["w" * 80] * 3),
    "a " * 120,
    "TODO",
    "TODO TODO ask her",
    "you idiot",
    "fool",
    "or else I threaten to leave, it is now or never",
    "an 18 % rise of the whole departmental infrastructure maintenance reimbursement",
    "no. never! what? \u2026",
    "Dana's 64k, or 1.300,50 EUR",
    "\x00\x07\ud800",
    "your",
    "'",
    "...",
    "because, because and because, " * 9,
    "\u00ab\u00bb\u201c\u201d\u2019",
)
words = st.one_of(
    st.just(""), st.sampled_from(ODD), st.text(max_size=90), st.lists(st.sampled_from(ODD), max_size=3).map(" ".join)
)
numbers = st.one_of(
    st.integers(-3, 40).map(float),
    st.sampled_from([0.5, 1.5, 68_000.0, 1e12, 1e-9, 1e300]),
    st.floats(allow_nan=False, allow_infinity=False),
)
measures = st.builds(
    Measure,
    id=st.sampled_from(["money", "time", "number", "more", "extra"]),
    kind=st.sampled_from(list(MeasureKind)),
    stretch=numbers,
    target=numbers,
    floor=numbers,
    limit=numbers,
    base=st.none() | numbers,
    unit=st.sampled_from([None, "week", "day"]),
    nouns=st.lists(st.sampled_from(["week", "Region", "TODO", "part"]), max_size=3).map(tuple),
    phrases=st.dictionaries(st.sampled_from(["all of it", "half", "{ask}", "TODO"]), numbers, max_size=3),
)
objections = st.builds(Objection, words=words, kind=st.sampled_from(list(ConstraintKind)))
readings = st.builds(
    Reading,
    name=words,
    role=words,
    topic=words,
    target=words,
    floor=words,
    stretch=words,
    measures=st.lists(measures, max_size=5).map(tuple),
    reasons=st.lists(words, max_size=5).map(tuple),
    objections=st.lists(objections, max_size=4).map(tuple),
)
ids = st.integers(1, 2**63 - 1)


@settings(deadline=None, max_examples=60)
@given(ids, readings)
def test_nothing_that_is_typed_breaks_a_rule(plan_id: int, reading: Reading) -> None:
    script = script_of(plan_id, reading, CONTENT)
    assert problems_of(script, LIBRARY) == ()


@settings(deadline=None, max_examples=40)
@given(readings, st.integers(1, 12), st.lists(st.integers(0, 100), max_size=11))
def test_every_rehearsal_of_any_plan_comes_to_an_end_and_is_kept_whole(
    reading: Reading, nth: int, totals: list[int]
) -> None:
    edition, seed = rehearsal(script_of(7, reading, CONTENT), LIBRARY, nth, totals)
    talk = play(GOOD, Edition.from_body(edition.body), seed)
    assert talk.is_over
    assert all(turn.reply.strip() and not placeholders_in(turn.reply) for turn in talk.turns)
