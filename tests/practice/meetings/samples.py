"""What was read in the plans of some meetings, as varied as people's: for tests of what is made from it."""

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.plan import Objection, Reading
from bot.practice.script import Measure, MeasureKind

COUNT = MeasureKind.COUNT


def no(words: str, kind: str) -> Objection:
    return Objection(words, ConstraintKind(kind))


def money(stretch: float, target: float, floor: float, limit: float, per: str | None = None) -> Measure:
    marks = {"stretch": stretch, "target": target, "floor": floor, "limit": limit}
    return Measure.model_validate({"id": "money_1", "kind": "money", "per": per, **marks})


def span(unit: str, stretch: float, target: float, floor: float, limit: float) -> Measure:
    marks = {"stretch": stretch, "target": target, "floor": floor, "limit": limit}
    return Measure.model_validate({"id": "duration_1", "kind": "duration", "unit": unit, **marks})


def number(nouns: tuple[str, ...], stretch: float, target: float, floor: float, limit: float) -> Measure:
    return Measure(id="count_1", kind=COUNT, stretch=stretch, target=target, floor=floor, limit=limit, nouns=nouns)


def parts(stretch: str, target: str, floor: str) -> Measure:
    """By words that only one of them has, as where a plan names no numbers."""
    words = {1.0: floor.split("/"), 2.0: target.split("/"), 3.0: stretch.split("/")}
    phrases = {phrase: value for value, found in words.items() for phrase in found}
    return Measure(
        id="words", kind=COUNT, stretch=3, target=2, floor=1, limit=9, nouns=("size", "sizes"), phrases=phrases
    )


SALARY = Reading(
    name="Dana", alias="dana", role="your boss", topic="the yearly raise",
    target="68k from May", floor="64k", stretch="75k from May", measures=(money(75000, 68000, 64000, 90000),),
    reasons=("I took over Rotterdam and it renewed at 410k.", "You keep the account without a new hire."),
    objections=(
        no("there's no budget till April", "budget"), no("the others would want it too", "policy"), no("I have to ask my own boss", "policy"),
    ),
)  # fmt: skip
RENT = Reading(
    name="Mr. Okafor", alias="okafor", role="landlord", topic="the new rent",
    target="1,240 a month", floor="1,300 a month", stretch="1,180 a month", measures=(money(1180, 1240, 1300, 885, "month"),),
    reasons=("I have paid on the first of every month for six years, so you never had an empty month.",),
    objections=(no("my costs have gone up", "budget"),),
)  # fmt: skip
THESIS = Reading(
    name="Professor Lindqvist", alias="lindqvist", role="supervisor", topic="the thesis deadline",
    target="three more weeks", floor="ten more days", stretch="six more weeks", measures=(span("week", 6, 3, 1.43, 12),),
    reasons=("With the second data set the chapter can go into our joint paper.",),
    objections=(no("the examiners are booked for June", "time"),),
)  # fmt: skip
VENDOR = Reading(
    name="Priya", alias="priya", role="supplier", topic="the price of the paper",
    target="980 a pallet", floor="1,020 a pallet", stretch="900 a pallet", measures=(money(900, 980, 1020, 700),),
    reasons=("We would order all twelve pallets from you for the year.",),
    objections=(no("I'd be selling below cost", "budget"), no("my list prices are fixed", "policy")),
)  # fmt: skip
CHILDCARE = Reading(
    name="your sister", alias="sister", role="", topic="looking after the twins",
    target="Saturday morning", floor="two hours on Saturday", stretch="the whole weekend with us",
    measures=(parts("whole/weekend/whole weekend/the whole weekend with us", "morning/saturday/saturday morning", "two/two hours/two hours on saturday"),),
    reasons=("The twins ask for you all week, and you would have the garden to yourself in the evening.",),
    objections=(no("I'm tired after my shifts", "time"),),
)  # fmt: skip
PILOT = Reading(
    name="Tomasz", alias="tomasz", role="head of field service", topic="the door sensors",
    target="a two-week pilot in one region", floor="a one-week pilot in one region", stretch="a six-week pilot in two regions",
    measures=(span("week", 6, 2, 1, 26), number(("region", "regions"), 2, 1, 1, 6)),
    reasons=("Only two regions side by side show you whether it is the sensor or the building.",),
    objections=(no("I can't spare two foremen", "people"), no("the inspections begin in five weeks", "time"), no("the last trial never ended", "trust")),
)  # fmt: skip
SETTLEMENT = Reading(
    name="the insurer", alias="insurer", role="", topic="the water damage",
    target="14,000", floor="11,500", stretch="18,500", measures=(money(18500, 14000, 11500, 30000),),
    reasons=("Two firms have put the repair at 18,000 and more.", "A settlement now spares you the expert's report."),
    objections=(no("your estimate is not from our own list", "policy"),),
)  # fmt: skip
SCOPE = Reading(
    name="Jo", alias="jo", role="product manager", topic="the spring release",
    target="to drop the export", floor="to move the export to summer", stretch="to drop the export and the new login",
    measures=(parts("new/login/new login/export and the new/to drop the export and the new login", "drop/export/to drop the export", "move/summer/export to summer/to move the export to summer"),),
    reasons=("Then the rest is tested when you show it to the client in March.",),
    objections=(no("the login was promised", "trust"),),
)  # fmt: skip
FREELANCE = Reading(
    name="Ines", alias="ines", role="client", topic="my day rate",
    target="620 a day", floor="560 a day", stretch="700 a day", measures=(money(700, 620, 560, 875, "day"),),
    reasons=("You would have me from Monday without anybody to train.",),
    objections=(no("our agency rate is 600", "budget"),),
)  # fmt: skip
REMOTE = Reading(
    name="your boss", alias="boss", role="", topic="working from home",
    target="two days a week at home", floor="one day a week at home", stretch="three days a week at home",
    measures=(number(("day", "days"), 3, 2, 1, 5),),
    reasons=("I wrote the last two reports at home in half the time, and you had them early.",),
    objections=(no("I want people in the room", "trust"), no("the others will ask, too", "policy")),
)  # fmt: skip
SPONSOR = Reading(
    name="Frau Müller-Lüdenscheidt", alias="müller-lüdenscheidt", role="marketing lead", topic="the youth tournament",
    target="2,000 for the youth day", floor="1,200 for the youth day", stretch="5,000 for the whole tournament",
    measures=(money(5000, 2000, 1200, 15000),),
    reasons=("Four hundred families see your name for three days.",),
    objections=(no("our budget is spent until autumn", "budget"),),
)  # fmt: skip
MOVING = Reading(
    name="Sam", alias="sam", role="", topic="",
    target="help with the kitchen on Saturday", floor="your van for an hour", stretch="help on both days",
    measures=(parts("both/help on both/help on both days", "kitchen/saturday/help with the kitchen/help with the kitchen on saturday", "van/an hour/your van for an hour"),),
    reasons=("I would do the same for you in June.",),
    objections=(),
)  # fmt: skip
READINGS = {
    "salary": SALARY, "rent": RENT, "thesis": THESIS, "vendor": VENDOR, "childcare": CHILDCARE, "pilot": PILOT,
    "settlement": SETTLEMENT, "scope": SCOPE, "freelance": FREELANCE, "remote": REMOTE, "sponsor": SPONSOR, "moving": MOVING,
}  # fmt: skip
LATER = {
    "delivery": Reading(name="Mehmet",topic="the delivery date",target="delivery by the 20th",floor="delivery by the 28th",stretch="delivery by the 12th",measures=(parts("12th/by the 12th/delivery by the 12th","20th/by the 20th/delivery by the 20th","28th/delivery by the 28th"),),reasons=("Your trucks would come back full instead of empty.",),objections=(no("my drivers are booked","people"),)),
    "training": Reading(name="Dr. Weiss",topic="my training",target="one course in autumn",floor="two days off",stretch="three courses this year",measures=(number(("course","courses"),3,1,1,5),),reasons=("Nobody in the practice can read the new scans yet.",),objections=(no("we have nobody to stand in","people"),)),
    "playground": Reading(name="the council",topic="the playground",target="8,000 for the swings",floor="5,000",stretch="20,000 for the whole playground",measures=(money(20000,8000,5000,40000),),reasons=("Last year two children broke an arm on the old frame.",),objections=(no("the year's money is given out","budget"),)),
    "quiet": Reading(name="Lena",topic="the party upstairs",target="quiet from midnight",floor="quiet from one",stretch="quiet from eleven",measures=(parts("eleven/quiet from eleven","midnight/quiet from midnight","one/quiet from one"),),reasons=("My son sits an exam on Saturday at eight.",),objections=()),
    "invoice": Reading(name="Karim",topic="the invoice",target="30 days to pay",floor="20 days",stretch="60 days to pay",measures=(span("day",60,30,20,90),),reasons=("We order every month and have never been late.",),objections=(no("I need the cash","budget"),)),
    "team": Reading(name="your manager",topic="the team",target="one developer for six months",floor="one developer for three months",stretch="two developers for a year",measures=(number(("developer","developers"),2,1,1,4),),reasons=("The backlog of bugs doubled since March, and your release depends on it.",),objections=(no("there's a hiring freeze","policy"),)),
    "hours": Reading(name="Sofia",topic="my hours",target="to start at ten on Mondays",floor="to start at nine on Mondays",stretch="to start at ten every day",measures=(parts("every day/ten every day/to start at ten every day","mondays/on mondays/to start at ten on mondays","nine/to start at nine on mondays"),),reasons=("Then I can take the late calls from the States.",),objections=(no("who opens the shop","people"),)),
    "fence": Reading(name="Ben",topic="our fence",target="half of the cost",floor="a third of the cost",stretch="the whole cost",measures=(),reasons=("Your dog is the one who needs it.",),objections=(no("I'm short this year","budget"),)),
}  # fmt: skip
"""Written after the wording that is made from them."""
EMPTY = Reading()
