"""What is read from a plan as people type it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.hearing.cues import ConstraintKind
from bot.practice.amounts import hear_amounts
from bot.practice.measures import in_order
from bot.practice.meetings.coach import findings
from bot.practice.meetings.fit import raised
from bot.practice.meetings.harm import harm_in
from bot.practice.meetings.plan import LONGEST_ANSWER, MeetingPlan, Question, Reading
from bot.practice.meetings.reading import read
from bot.practice.meetings.sizes import probe
from bot.practice.script import MeasureKind
from tests.practice.meetings.typed import TYPED, Typed


def reading(**answers: str) -> Reading:
    return read(MeetingPlan(answers={Question(name): text for name, text in answers.items()}))


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_a_plan_typed_in_a_hurry_is_read(typed: Typed) -> None:
    found = read(typed.plan)
    assert (found.name, found.alias) == (typed.name, typed.alias)
    assert (found.stretch, found.target, found.floor) == typed.asks
    assert tuple((one.stretch, one.target, one.floor) for one in found.measures) == typed.sizes
    assert found.reasons == typed.reasons
    assert tuple(one.words for one in found.objections) == typed.objections
    assert tuple(one.kind for one in found.objections) == typed.kinds


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_the_plans_own_words_are_heard_at_target_and_stretch(typed: Typed) -> None:
    found = read(typed.plan)
    ask = probe(found.measures)
    large, small = hear_amounts(ask, found.stretch), hear_amounts(ask, found.target)
    for measure in found.measures:
        assert in_order(measure)
        assert large[measure.id].value == pytest.approx(measure.stretch)
        assert small[measure.id].value == pytest.approx(measure.target)


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Dana", "Dana", "dana"),
        ("dana", "Dana", "dana"),
        ("Dana K.", "Dana", "dana"),
        ("my boss Dana", "Dana", "dana"),
        ("DANA, my boss", "Dana", "dana"),
        ("a raise, with my boss dana", "Dana", "dana"),
        ("meeting with Dana about my pay", "Dana", "dana"),
        ("my boss", "your boss", "boss"),
        ("The boss", "your boss", "boss"),
        ("boss - raise", "your boss", "boss"),
        ("Prof. Weber", "Prof. Weber", "weber"),
        ("professor weber", "Professor Weber", "weber"),
        ("my mother-in-law, kids on tuesdays", "your mother-in-law", "mother-in-law"),
        ("the people upstairs, noise", "the people upstairs", "people upstairs"),
        ("head of customer operations, my pay", "your head", "head of customer operations"),
        ("HR", "HR", "hr"),
        ("Priya, head of product. more engineers", "Priya", "priya"),
        ("Insurance adjuster; car claim", "your insurance adjuster", "insurance adjuster"),
        ("my boss peter", "Peter", "peter"),
        ("gerry malone, owes me for his kitchen. mediator on tuesday", "Gerry Malone", "gerry"),
        ("gerry owes me 900 for the fence", "Gerry", "gerry"),
        ("priya from bloom studio, more pages on the website in same contract", "Priya", "priya"),
        ("lenka, moving help", "Lenka", "lenka"),
        ("landlord mr hollis, hes putting my rent up", "Mr Hollis", "hollis"),
        ("my landlord, mr hollis", "Mr Hollis", "hollis"),
        ("Dr Mehta head of outpatients at st anns, a trial of our booking app", "Dr Mehta", "mehta"),
        ("our roaster, Tomasz from Blackbird, price of the beans", "Tomasz", "tomasz"),
        ("Tomasz at Blackbird, our roaster, price of the beans", "Tomasz", "tomasz"),
        ("tomasz our roaster, the price of the beans", "Tomasz", "tomasz"),
        ("the bank on the high street (mr okafor, branch manager). money for our 10k", "Mr Okafor", "okafor"),
        ("idk my landlord i guess, im scared hell just say no", "your landlord", "landlord"),
        ("Anneke at Lingua Nord, my rate per word", "Anneke", "anneke"),
        ("kitchen repair, the plumber", "", ""),
        ("our computer, broken again", "", ""),
        ("car claim, insurance adjuster", "", ""),
    ],
)
def test_all_spellings_of_a_person_are_one(text: str, name: str, alias: str) -> None:
    found = reading(who=text)
    assert (found.name, found.alias) == (name, alias)


@pytest.mark.parametrize(
    ("text", "role", "topic"),
    [
        ("my boss Dana, the yearly raise", "boss", "the yearly raise"),
        ("landlord - rent goes up to 1300", "landlord", "rent goes up to 1300"),
        ("Dana, my manager, about a raise", "manager", "a raise"),
        ("my thesis supervisor dr. Lindqvist. two more weeks", "thesis supervisor", "two more weeks"),
        ("Mr. Hansen (landlord), rent", "landlord", "rent"),
        ("gerry malone, owes me for his kitchen. mediator on tuesday", "", "the kitchen"),
        (
            "priya from bloom studio, more pages on the website in same contract",
            "from bloom studio",
            "more pages on the website",
        ),
        ("landlord mr hollis, hes putting my rent up", "landlord", "my rent"),
        ("idk my landlord i guess, im scared hell just say no", "landlord", ""),
        ("my mate Dave who owes me 300", "mate", "the 300"),
        ("my ward manager debbie, want to go up a band", "ward manager", "going up a band"),
        ("my sister Jo - need her to have the kids", "sister", "having the kids"),
        (
            "Dr Mehta head of outpatients at st anns, a trial of our app",
            "head of outpatients at st anns",
            "a trial of our app",
        ),
        ("Dr Mehta, outpatients at St Anns. trial of our booking app", "", "trial of our booking app"),
        ("our roaster, Tomasz from Blackbird, price of the beans", "roaster", "price of the beans"),
        (
            "the bank on the high street (mr okafor, branch manager). money for our 10k",
            "branch manager",
            "money for our 10k",
        ),
        ("salary", "", "salary"),
        ("75000", "", "75000"),
    ],
)
def test_role_and_topic_are_told_apart(text: str, role: str, topic: str) -> None:
    found = reading(who=text)
    assert (found.role, found.topic) == (role, topic)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("I want 68k", "68k"),
        ("68k is what i'd like", "68k"),
        ("i would really like to get 68k please", "68k"),
        ("anything under 64 and I walk", "64"),
        ("my absolute minimum is 64k", "64k"),
        ("to work from home 2 days a week", "work from home 2 days a week"),
        ("because I took over Rotterdam, 75k", "75k"),
        ("The team doubled. I'd like 75k", "75k"),
        ("75k: I took over Rotterdam and it renewed", "75k"),
        ("a 10% discount would be fine", "a 10% discount"),
        ("that they let me deliver by 15 june instead of 1 june", "deliver by 15 june instead of 1 june"),
        ("move the launch 4 weeks, otherwise i quit", "move the launch 4 weeks"),
        ("borrow his van", "borrow your van"),
        ("whole lot, 6400. fair is 5200. cant go under 4500", "5200"),
        ("6400. 5200. 4500 minimum", "5200"),
        ("want it to stay at 950", "stay at 950"),
        ("1000 max cant do more", "1000"),
        ("about 5200 of what he owes. im sick of chasing him", "5200 of what you owe"),
        ("idk", ""),
        ("?", ""),
        ("🙂🙂", ""),
    ],
)
def test_the_bare_thing_is_left(text: str, thing: str) -> None:
    assert reading(target=text).target == thing


@pytest.mark.parametrize(
    ("target", "floor", "counted"),
    [
        ("2 days a wk from home tues n thurs", "1", "1 day"),
        ("4 engineers", "two", "two engineers"),
        ("3 weeks", "1", "1 week"),
        ("900 for 4 extra pgs", "700", "700"),
        ("68k", "64", "64"),
        ("her van on saturday", "1", "1"),
    ],
)
def test_a_bare_floor_counts_what_the_target_counts(target: str, floor: str, counted: str) -> None:
    assert reading(target=target, floor=floor).floor == counted


def test_of_several_figures_the_larger_ask_is_the_one_of_the_targets_kind() -> None:
    said = "15,50. we'd take 60 kilos a month instead of 40 and pay in a week, so you can roast it all in one go"
    assert reading(target="16 a kilo", stretch=said).stretch == "15,50"


def test_reasons_alone_are_no_larger_ask() -> None:
    found = reading(
        target="48k from april", stretch="been in charge on nights for a year, i train all the new starters"
    )
    assert (found.stretch, found.reasons[:1]) == ("", ("Been in charge on nights for a year.",))


def test_the_same_as_before_is_taken_over() -> None:
    found = reading(target="I want 68k", floor="same")
    assert found.floor == "68k"


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("6 weeks because it saves them a second visit", ("It saves you a second visit.",)),
        ("75k cause she doesn't have to hire", ("You don't have to hire.",)),
        ("75k because our clients stay longer when they know us", ("Our clients stay longer when they know us.",)),
        ("75k because inflation", ("It's because of inflation.",)),
        ("75k. The account renewed at 410k. It stays two years.", ("The account renewed at 410k.", "It stays two years.")),
        ("75k which saves dana a hire", ("It saves you a hire.",)),
        ("£4,100 as two garages quoted that", ("Two garages quoted that.",)),
        ("2 weeks bc then the kids and her get the sea", ("The kids and you get the sea.",)),
        ("half of it because his side gets the nice face", ("Your side gets the nice face.",)),
        ("75k. your no shows are 14% and reminders got them to 9", ("Your no shows are 14% and reminders got them to 9.",)),
        ("3 weeks bc my data came late, saves her reading it twice", ("My data came late.", "It saves you reading it twice.")),
        ("1200 for 4 pages because theyd be done by may", ("They'd be done by may.",)),
        ("3 days, because month end is quiet n i close sooner", ("Month end is quiet and I close sooner.",)),
        (
            "75k cos i know your software and theyd get it back without fixing",
            ("I know your software and you'd get it back without fixing.",),
        ),
        ("the van because shed get her old sofa back", ("You'd get your old sofa back.",)),
        ("75k cos for her its over with", ("For you it's over with.",)),
        ("75k", ()),
    ],
)  # fmt: skip
def test_reasons_can_be_said_to_the_counterpart(text: str, reasons: tuple[str, ...]) -> None:
    assert reading(who="my boss Dana", stretch=text).reasons == reasons


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("she'll say there's no budget till april", "there's no budget till april", ConstraintKind.BUDGET),
        ("he has to ask his boss", "I have to ask my boss", ConstraintKind.POLICY),
        ("they can't spare me in June", "I can't spare you in June", ConstraintKind.PEOPLE),
        ("budget", "the budget doesn't allow it", ConstraintKind.BUDGET),
        ("too expensive", "it's too expensive", ConstraintKind.BUDGET),
        ("Dana thinks I should wait", "you should wait", ConstraintKind.TIME),
        ('she\'ll say "I have no budget"', "I have no budget", ConstraintKind.BUDGET),
        ("He'll probably say: we can't pay that", "we can't pay that", ConstraintKind.BUDGET),
        ("i'm too junior", "you're too junior", ConstraintKind.TRUST),
        ("she's tired and has her own plans", "I'm tired and have my own plans", ConstraintKind.TIME),
        ("headcount freeze", "there's the headcount freeze", ConstraintKind.PEOPLE),
        ("too busy", "I'm too busy", ConstraintKind.TIME),
        ("finance won't sign", "finance won't sign", ConstraintKind.BUDGET),
        ("theres others cheaper", "there's others cheaper", ConstraintKind.BUDGET),
        ("hes got no cash", "I've got no cash", ConstraintKind.BUDGET),
        ("theyre fully booked", "I'm fully booked", ConstraintKind.TIME),
        ("shes knackered after work", "I'm knackered after work", ConstraintKind.OTHER),
        ("he doesnt like it", "I don't like it", ConstraintKind.OTHER),
        ("he cant spare me", "I can't spare you", ConstraintKind.PEOPLE),
        ("hell say everything costs more now", "everything costs more now", ConstraintKind.BUDGET),
        ("IT wont approve it", "IT won't approve it", ConstraintKind.POLICY),
        ("his accounting runs monthly", "my accounting runs monthly", ConstraintKind.POLICY),
        ("she just doesn't like it", "I just don't like it", ConstraintKind.OTHER),
        ("data could leak, it's a risk", "data could leak", ConstraintKind.OTHER),
        ("لا توجد ميزانية", "لا توجد ميزانية", ConstraintKind.OTHER),
    ],
)
def test_an_objection_is_said_by_the_counterpart(text: str, words: str, kind: ConstraintKind) -> None:
    first = reading(who="my boss Dana", objection=text).objections[0]
    assert (first.words, first.kind) == (words, kind)


def test_alternatives_are_objections_of_their_own_three_at_most() -> None:
    found = reading(objection="budget, timing, the team, the rules / that it's too long").objections
    assert [one.kind for one in found] == [ConstraintKind.BUDGET, ConstraintKind.TIME, ConstraintKind.PEOPLE]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he'll say worktop is scratched and hes got no cash", ["worktop is scratched", "I've got no cash"]),
        (
            "shell say theres no money in the ward budget, and everyone will want it then",
            ["there's no money in the ward budget", "everyone will want it then"],
        ),
        (
            "green coffee got expensive, and he says his other cafes pay the same",
            ["green coffee got expensive", "my other cafes pay the same"],
        ),
    ],
)
def test_two_things_that_an_and_joins_are_two_objections(text: str, words: list[str]) -> None:
    assert [one.words for one in reading(objection=text).objections] == words


@pytest.mark.parametrize(
    ("stretch", "target", "floor", "marks"),
    [
        ("75k", "68k", "64", (75_000, 68_000, 64_000)),
        ("100k a year", "7000 a month", "6500", (100_000, 84_000, 78_000)),
        ("900 a month", "980 a month", "1020", (900, 980, 1020)),
        ("20% off", "10% off", "5%", (80, 90, 95)),
        ("10%", "7%", "5%", (110, 107, 105)),
        ("3% rise", "5%", "6%", (103, 105, 106)),
        ("12%", "15%", "16%", (112, 115, 116)),
        ("3.8%", "4.1% interest", "4.4", (103.8, 104.1, 104.4)),
        ("4 engineers", "2 engineers", "one", (4, 2, 1)),
        ("£4,100 as two garages quoted that", "£3,200", "£2,800", (4100, 3200, 2800)),
        ("2 more days", "3 more days", "5 days", (2, 3, 5)),
        ("200 off", "150 off", "100", (800, 850, 900)),
        ("3 months off", "6 weeks", "4 weeks", (13.046, 6, 4)),
        ("4 days from home a week", "2 days", "1 day", (4, 2, 1)),
        ("all of it", "half of it", "", (3, 2, 2)),
        ("no rise until june", "no rise until march", "", (3, 2, 2)),
        ("75k", "68k", "80k", (75_000, 68_000, 68_000)),
    ],
)
def test_the_asks_are_sized_in_one_unit(
    stretch: str, target: str, floor: str, marks: tuple[float, float, float]
) -> None:
    measure = reading(stretch=stretch, target=target, floor=floor).measures[0]
    assert (measure.stretch, measure.target, measure.floor) == pytest.approx(marks)
    assert in_order(measure)


def test_what_holds_today_is_what_a_change_counts_from() -> None:
    measure = reading(who="landlord - rent goes up to 1300", target="1200", stretch="1150").measures[0]
    assert measure.base == 1300
    assert hear_amounts(probe([measure]), "100 less than your letter says, please")[measure.id].value == 1200


def test_two_asks_that_are_alike_have_no_measure() -> None:
    assert reading(stretch="75k", target="75k").measures == ()
    assert reading(stretch="75k").measures == ()


HOSTILE = [
    "7" * LONGEST_ANSWER,
    "68k or " * 280,
    "because " * 250,
    "I want " * 280,
    ", " * 1000,
    "\n" * LONGEST_ANSWER,
    "a-" * 1000,
    "{ask} <b>{offer}</b> &amp;",
    "\u202eDana\u202c, r\u0301\u0301\u0301\u0301aise",
    "بوس دانا, الراتب 75",
    "老板, 加薪 75k 因为",
    "🙂" * 500,
    "\x00\x01\ud800",
    "İİİ 75k",
    "she " * 500,
    "'" * 2000,
    '"' * 2000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_read_within_its_bounds(text: str) -> None:
    check_bounds(dict.fromkeys(Question, text))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(Question), st.text(max_size=200)))
@example({Question.TARGET: "0", Question.STRETCH: "0.5"})
def test_reading_never_fails(answers: dict[Question, str]) -> None:
    check_bounds(answers)


SAID = "I want|she'll say|68k|75k|1,200|because|at least|two weeks|a month|10%|off|more|from may|the budget|/|or|he has to|.|,|-|you|3 days|dana's|her|them|no"
WORDS = st.sampled_from(SAID.split("|"))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(Question), st.lists(WORDS, max_size=14).map(" ".join)))
def test_reading_never_fails_on_words_that_are_read(answers: dict[Question, str]) -> None:
    check_bounds(answers)


def check_bounds(answers: dict[Question, str]) -> None:
    plan = MeetingPlan(answers=answers)
    found = read(plan)
    assert len(found.name) <= 30
    assert len(found.role) <= 60
    assert max(len(found.stretch), len(found.target), len(found.floor), len(found.topic)) <= 80
    assert len(found.measures) <= 3
    assert all(in_order(one) for one in found.measures)
    assert all(one.nouns for one in found.measures if one.kind is MeasureKind.COUNT)
    assert all(one.unit for one in found.measures if one.kind is MeasureKind.DURATION)
    assert len({one.id for one in found.measures}) == len(found.measures)
    assert all(one.endswith(".") and len(one) <= 201 for one in found.reasons)
    assert len(found.objections) <= 3
    assert all(0 < len(one.words) <= 110 for one in found.objections)
    assert all(len(one.quote) <= 120 for one in findings(plan))
    assert set(raised(plan)) == set(raised(plan, frozenset({"nobody"})))
    assert all(harm is None or harm.quote for harm in map(harm_in, answers.values()))


def distinct(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1])


MONEY = distinct(st.integers(12, 95)).flatmap(
    lambda pair: st.sampled_from(["{}k", "{}000", "{},000", "€{}k", "{}k a year", "{}00 a month", "{}.50 an hour"]).map(
        lambda form: (form.format(pair[0]), form.format(pair[1]))
    )
)
SPANS = distinct(st.integers(2, 40)).flatmap(
    lambda pair: st.sampled_from(["{} weeks", "{} more days", "{} months", "{} hours", "{} minutes"]).map(
        lambda form: (form.format(pair[0]), form.format(pair[1]))
    )
)
COUNTS = distinct(st.integers(2, 30)).flatmap(
    lambda pair: st.sampled_from(["{} regions", "{} people", "{} shifts", "{} shifts a month", "{} seats"]).map(
        lambda form: (form.format(pair[0]), form.format(pair[1]))
    )
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(MONEY, SPANS, COUNTS), st.sampled_from(["{}", "I want {}", "I'd like to have {} please", "ideally {}"])
)
def test_any_figures_are_heard_as_what_they_stand_for(pair: tuple[str, str], wish: str) -> None:
    stretch, target = pair
    found = reading(stretch=wish.format(stretch) + " because it saves you time", target=wish.format(target))
    assert len(found.measures) == 1
    ask, measure = probe(found.measures), found.measures[0]
    assert hear_amounts(ask, found.stretch)[measure.id].value == pytest.approx(measure.stretch)
    assert hear_amounts(ask, found.target)[measure.id].value == pytest.approx(measure.target)
    assert hear_amounts(ask, f"could we agree on {stretch}?")[measure.id].value == pytest.approx(measure.stretch)
