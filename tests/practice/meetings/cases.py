"""Plans of eight people, as they are read from what was typed."""

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.plan import Objection, Reading
from bot.practice.script import Measure, MeasureKind


def money(stretch: float, target: float, floor: float, limit: float, **more: object) -> Measure:
    return Measure.model_validate(
        {"id": "money", "kind": "money", "stretch": stretch, "target": target, "floor": floor, "limit": limit, **more}
    )


SALARY = Reading(
    name="Dana",
    alias="dana",
    role="boss",
    topic="the yearly raise",
    target="68k",
    floor="64k",
    stretch="75k from May",
    measures=(money(75_000, 68_000, 64_000, 90_000),),
    reasons=("I took over Rotterdam and it renewed at 410k.",),
    objections=(
        Objection("the budget is closed until April", ConstraintKind.BUDGET),
        Objection("the others would want that too", ConstraintKind.PEOPLE),
    ),
)
RENT = Reading(
    name="your landlord",
    alias="landlord",
    role="landlord",
    topic="rent goes up to 1300",
    target="1,200 a month",
    floor="1,250 a month",
    stretch="1,150 a month for two years",
    measures=(money(1150, 1200, 1250, 1000, per="month", base=1300),),
    reasons=("I have always paid on the first.", "It saves you the trouble of finding somebody new."),
    objections=(Objection("the costs of the house have gone up", ConstraintKind.BUDGET),),
)
THESIS = Reading(
    name="Prof. Okafor",
    alias="okafor",
    role="thesis supervisor",
    topic="more time for the thesis",
    target="four more weeks",
    floor="two more weeks",
    stretch="eight more weeks",
    measures=(Measure(id="weeks", kind=MeasureKind.DURATION, stretch=8, target=4, floor=2, limit=20, unit="week"),),
    reasons=("The second data set came in last week and you would get it into your own paper.",),
    objections=(
        Objection("the rules say no extensions", ConstraintKind.POLICY),
        Objection("I am away in August", ConstraintKind.TIME),
    ),
)
VENDOR = Reading(
    name="Marek",
    alias="marek",
    role="sales manager at the packaging supplier",
    topic="the price per thousand boxes",
    target="980 per thousand",
    floor="1020 per thousand",
    stretch="900 per thousand",
    measures=(money(900, 980, 1020, 700, base=1100),),
    reasons=("We order every month and you can plan with it.", "You have had every bill paid within ten days."),
    objections=(Objection("my margin is too thin for that", ConstraintKind.BUDGET),),
)
CHILDCARE = Reading(
    name="Ines",
    alias="ines",
    role="neighbour",
    topic="looking after Timo",
    target="picking Timo up on Tuesdays",
    floor="picking Timo up now and then",
    stretch="having Timo on Tuesdays and Thursdays until dinner",
    measures=(
        Measure(
            id="care",
            kind=MeasureKind.COUNT,
            stretch=3,
            target=2,
            floor=1,
            limit=6,
            nouns=("afternoon",),
            phrases={"thursdays": 3, "until dinner": 3, "picking timo up on tuesdays": 2, "now and then": 1},
        ),
    ),
    reasons=("Your two have somebody to play with on those days.",),
    objections=(Objection("I have my own shopping to do then", ConstraintKind.TIME),),
)
PILOT = Reading(
    name="Sana Malik",
    alias="sana",
    role="head of operations",
    topic="a pilot of our route planner",
    target="two weeks in one region",
    floor="one week in one region",
    stretch="six weeks in two regions",
    measures=(
        Measure(id="weeks", kind=MeasureKind.DURATION, stretch=6, target=2, floor=1, limit=16, unit="week"),
        Measure(
            id="regions", kind=MeasureKind.COUNT, stretch=2, target=1, floor=1, limit=6, nouns=("region", "regions")
        ),
    ),
    reasons=("You would see on your own routes how much fuel it saves.", "It needs no change to your systems."),
    objections=(
        Objection("nobody has time for it before the audit", ConstraintKind.PEOPLE),
        Objection("I can't tell if it works", ConstraintKind.RISK),
        Objection("legal has to look at it", ConstraintKind.POLICY),
    ),
)
SETTLEMENT = Reading(
    name="the other side",
    alias="the other side",
    role="kitchen fitter",
    topic="the kitchen that was fitted badly",
    target="4,200 back",
    floor="3,500 back",
    stretch="6,000 back and new doors",
    measures=(money(6000, 4200, 3500, 9000),),
    reasons=("Two experts have written that the doors are warped.", "It spares you a case in court."),
    objections=(Objection("the material was all right", ConstraintKind.OTHER),),
)
SPONSOR = Reading(
    name="Mr. Ferrante",
    alias="ferrante",
    role="owner of the bike shop",
    topic="our youth race",
    target="1,500 for the youth race",
    floor="800 for the youth race",
    stretch="3,000 as main sponsor",
    measures=(money(3000, 1500, 800, 8000),),
    reasons=("Your name is on ninety shirts for the whole season.",),
    objections=(),
)
CASES = {
    "salary": SALARY,
    "rent": RENT,
    "thesis": THESIS,
    "vendor": VENDOR,
    "childcare": CHILDCARE,
    "pilot": PILOT,
    "settlement": SETTLEMENT,
    "sponsor": SPONSOR,
}
