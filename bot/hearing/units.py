"""The vocabulary of the quantity grammar: currencies, units of time, calendar words, words that are never a head noun."""


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
    **dict.fromkeys(("min", "mins"), "minute"),
    **dict.fromkeys(("h", "hr", "hrs"), "hour"),
    **dict.fromkeys(("d",), "day"),
    **dict.fromkeys(("w", "wk", "wks"), "week"),
    **dict.fromkeys(("mo", "mos", "mth", "mths"), "month"),
    **dict.fromkeys(("y", "yr", "yrs"), "year"),
}
SHORT_TIME_WORDS = {"h", "d", "w", "y", "mo"}  # a unit only right after its number
CURRENCY = {
    **dict.fromkeys(("$", "usd", "dollar", "dollars", "buck", "bucks"), "USD"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("£", "gbp", "pound", "pounds", "quid"), "GBP"),
    **dict.fromkeys(("₹", "inr", "rupee", "rupees"), "INR"),
    **dict.fromkeys(("¥", "jpy", "yen"), "JPY"),
    **dict.fromkeys(("chf", "francs"), "CHF"),
    **dict.fromkeys(("aud",), "AUD"),
    **dict.fromkeys(("cad",), "CAD"),
    **dict.fromkeys(("pln", "zloty"), "PLN"),
}
MONEY_SCALES = {"k": 1e3, "grand": 1e3, "m": 1e6, "mm": 1e6, "mil": 1e6, "mio": 1e6, "bn": 1e9}
SCALES = {**MONEY_SCALES, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
PERCENT = {"%", "percent", "pct", "per cent"}
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
    "single free small big junior senior named other new good part-time shared further less fewer little"
)
MORE_BEFORE = {"another", "extra", "additional", "further", "+"}
MORE_AFTER = {"more", "extra", "additional", "raise", "increase", "bump", "uplift", "higher", "rise", "increment"}
LESS_AFTER = {"off", "less", "fewer", "discount", "cheaper", "reduction", "cut", "lower", "rebate"}
CHANGE_NOUNS = {
    **dict.fromkeys(("raise", "increase", "bump", "uplift", "rise"), "more"),
    **dict.fromkeys(("discount", "reduction", "cut", "rebate", "knock", "reduce", "shave", "minus"), "less"),
}
NO_NOUN = _words(
    """
    a an and or the to for of in on at by with from as is are was were be been am if then but so because since
    that this these those it its i me my we us our you your he she they them their not no per each every now today
    please pls instead rather than just only would could can will should might do does did have has had get got
    what which when where how who there here works work okay ok still too also about over under around up down off
    out into before after until till while during between against without within plus minus versus vs yes yeah max
    maximum minimum min total flat apart ago later earlier sounds feels seems makes make go going come coming keep
    think know said say want need let's lets i'd i'll i'm it's that's we'd we'll
    """
)
ONE_IS_PRONOUN_BEFORE = {
    "this",
    "that",
    "the",
    "which",
    "no",
    "any",
    "some",
    "every",
    "each",
    "good",
    "other",
    "big",
    "small",
    "smaller",
    "new",
    "another",
}
IRREGULAR = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "copies": "copy",
    "companies": "company",
    "shelves": "shelf",
    "lives": "life",
    "halves": "half",
}
