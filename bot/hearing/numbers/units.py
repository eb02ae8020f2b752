"""The vocabulary of the quantity grammar: units of time, scales, calendar words, words around an amount."""


def _words(text: str) -> set[str]:
    return set(text.split())


MINUTES = {
    "minute": 1.0,
    "hour": 60.0,
    "day": 1440.0,
    "week": 7 * 1440.0,
    "fortnight": 14 * 1440.0,
    "month": 30.44 * 1440.0,
    "quarter": 3 * 30.44 * 1440.0,
    "year": 12 * 30.44 * 1440.0,
}
TIME_WORDS = {
    **{name: name for name in MINUTES},
    **{f"{name}s": name for name in MINUTES},
    **{f"{name}'s": name for name in MINUTES},
    **dict.fromkeys(("min", "mins", "mintues", "minuts", "minuets"), "minute"),
    **dict.fromkeys(("h", "hr", "hrs", "horus"), "hour"),
    **dict.fromkeys(("d", "dys", "dayz"), "day"),
    **dict.fromkeys(("w", "wk", "wks", "weeek", "weeeks", "weks", "wekks"), "week"),
    **dict.fromkeys(("mo", "mos", "mth", "mths", "mnth", "mnths", "monts", "montsh", "moths"), "month"),
    **dict.fromkeys(("y", "yr", "yrs", "yeras"), "year"),
}
SHORT_TIME_WORDS = {"d", "w", "y"}  # a unit only right after its number
MONEY_SCALES = {
    "k": 1e3,
    "grand": 1e3,
    "m": 1e6,
    "mm": 1e6,
    "mil": 1e6,
    "mill": 1e6,
    "mio": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "bln": 1e9,
}
SCALES = {
    **MONEY_SCALES,
    "dozen": 12.0,
    "doz": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "thou": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "billion": 1e9,
}
PERCENT = {"%", "percent", "pct", "precent", "persent"}
WEEKDAYS = {
    **{
        name: i + 1
        for i, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    },
    **{name: i + 1 for i, name in enumerate(["mon", "tue", "wed", "thu", "fri"])},
    **{
        f"{name}s": i + 1
        for i, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    },
    "tues": 2,
    "thur": 4,
    "thurs": 4,
}
_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS = {
    **{name: i + 1 for i, name in enumerate(_MONTH_NAMES)},
    **{name[:3]: i + 1 for i, name in enumerate(_MONTH_NAMES)},
    "sept": 9,
}
DOUBTFUL_MONTHS = {
    "may",
    "march",
    "mar",
    "jan",
    "dec",
}  # also a verb, a name or a slip; they need a preposition or a day
BEFORE_DATE = {
    "on",
    "by",
    "from",
    "in",
    "until",
    "till",
    "til",
    "since",
    "of",
    "before",
    "after",
    "around",
    "for",
    "mid",
    "early",
    "late",
}
SMALL = {"couple": 2.0, "pair": 2.0, "dozen": 12.0, "few": 3.0}
TIME_ADJECTIVES = _words(
    "full paid working business straight consecutive whole solid extra more additional unpaid calendar short quick single mere"
)
COUNT_ADJECTIVES = TIME_ADJECTIVES | _words(
    "single free small big junior senior named other new good part-time shared further less fewer little late early long great real nice hard cheap old large quick proper"
    " extended final red blue green black white happy favourite favorite"
)
MORE_BEFORE = {"another", "extra", "additional", "further", "+"}
MORE_AFTER = {"more", "extra", "additional", "raise", "increase", "bump", "uplift", "higher", "rise", "increment"}
LESS_AFTER = {"off", "less", "fewer", "discount", "cheaper", "reduction", "cut", "lower", "rebate"}
CHANGE_NOUNS = {
    **dict.fromkeys(("raise", "increase", "bump", "uplift", "rise"), "more"),
    **dict.fromkeys(("discount", "reduction", "cut", "rebate", "knock", "reduce", "shave", "minus"), "less"),
}
MEASURES = {
    name: name for name in _words("km kg cm mm ml gb mb tb kwh kw mbps fte ha staff crew g l lb oz ft kcal mph kmh")
}
BESIDE_A_SUM = _words(
    "rent deposit bonus salary base budget fee cash flat upfront top tops net gross extra old tall wide high deep long firm"
    " final left sharp free total down price offer cap limit pay basic guaranteed standard basis advance"
)
NOUN_ADJECTIVES = _words(
    "pilot test trial backup starter sample demo evening weekend night morning afternoon day support sales review project"
    " parking school bank customer business birthday web software data marketing team dev field product design security office"
    " home house guest phone video coffee lunch"
)
SPANS = _words(
    "morning afternoon evening night weekend wknd decade century sunday monday tuesday wednesday thursday friday saturday"
)
"""What "a" makes one of, though it is no unit that durations are reckoned in."""

BEFORE_A_NOUN = _words(
    "bedroom bed bath bathroom door page person man seat seater room storey story car user player piece course stage step"
    " engineer node region team size"
)
"""Nouns that stand in the singular between a number and another noun: "4 door car"."""

NOUNS_LIKE_VERBS = _words(
    "meeting wedding gathering briefing evening morning building training listing booking parking hearing opening screening ceiling painting recording"
    " bed shed seed family supply reply assembly"
)
LABELS = _words(
    "fy age room flat apartment apt suite floor building block gate platform bus tram line route highway page chapter section"
    " article paragraph clause item point figure table slide appendix order invoice ticket case contract reference ref issue"
    " pin code zip postcode ext account acct wave draft question exit priority scenario lesson junction annex exhibit rank"
    " attempt ward shelf train flight python node java windows android ios iphone ipad galaxy pixel xbox playstation golf bmw audi"
    " boeing airbus photoshop ubuntu debian macos postgres django react angular php ruby mysql chrome firefox mark"
    " pr mr bug build release version v phase stage step round part lot option plan variant choice number nr num id task"
    " row season episode volume size gen generation zone terminal track bay locker aisle"
    " milestone sprint tier level grade band category class model iso form seat pier desk box extension booking lane unit marked"
    " courtroom pitch bed suite hall"
)
PLACES = _words("band level grade tier phase room bed gate table platform floor ward bay unit courtroom pitch suite")
"""Labels with a number, though a plural may follow: "Band 6 interviews"."""
MOTIONS = _words(
    "stops leaves runs goes departs arrives starts costs opens closes ends begins moves turns ships boots crashes breaks"
)
STREETS = _words("street st road rd avenue ave boulevard blvd lane square drive court crescent terrace mews")
BEFORE_YEAR = BEFORE_DATE | _words("fy year spring summer autumn fall winter during back through the")
BEFORE_A_SPAN = _words("a an per each every this next last one the")
TERMS = {"week", "month", "year", "quarter"}
SHRINKING = _words(
    "down cut reduce drop reducing dropping lower lowering lowered go going went move moving trim shrink back come bring change"
)
BEFORE_HOUR = _words("at by until till til before after")
GOING_AT = _words(
    "finish done ready home leaving meet come call start close open see talk there arrive leave begin ring tomorrow today tonight"
)
PAID = _words(
    "rate rent fee salary wage wages price budget pay cost retainer allowance stipend subscription instalment payment base"
    " income contract of at is to from was be for around about"
)
RATE_FILLERS = _words("more less extra gross net cash max tops flat plus")
NO_RATE_UNIT = _words(
    "moment second sec minute third half quarter favour favor chance deal problem thought reason bit lot little while few couple good fair great bonus pair month way time side end step"
)
