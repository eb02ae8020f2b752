"""The words in which times and days are typed: English, and what German, French and Spanish hands type by habit."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

LONGEST = 200
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_MERIDIEM = re.compile(r"(?<![^\W\d_])([ap])\.? ?m(?!\w)\.?")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018`\u00b4")
_DASHES = str.maketrans(dict.fromkeys("\u2012\u2013\u2014\u2212", "-"))
_SPELT, _CLOSE = 6, 0.8


class Part(StrEnum):
    """Of the day, where it says which of two hours is meant."""

    MORNING = "morning"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True)
class Token:
    """`glued`: nothing stands between it and the token before."""

    text: str
    glued: bool = False

    @property
    def is_number(self) -> bool:
        return self.text.isdecimal()


def plain(text: str) -> str:
    """Small letters without accents, single blanks, one kind of dash; "a.m." as "am"."""
    apart = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_DASHES).casefold())
    bare = " ".join("".join(character for character in apart if not unicodedata.combining(character)).split())
    return _MERIDIEM.sub(r"\1m", bare)


def tokens(words: str) -> list[Token]:
    """Of a plain text, its set phrases put in one word each."""
    words = _PHRASE.sub(lambda found: _PHRASES[found[0]], words)
    found, end = [], -1
    for match in _TOKEN.finditer(words):
        found.append(Token(match[0], match.start() == end))
        end = match.end()
    return found


def day_named(word: str) -> int | None:
    """The weekday (0: Monday) that a word names, also in the plural or spelt a little wrong."""
    found = _DAYS.get(word, _DAYS.get(word.removesuffix("s")))
    if found is None and len(word) >= _SPELT:
        close = get_close_matches(word.removesuffix("s"), _ENGLISH, n=1, cutoff=_CLOSE)
        found = _DAYS[close[0]] if close else None
    return found


def looks_like_a_day(word: str) -> bool:
    return len(word) >= _SPELT and word.endswith(("day", "days", "tag", "tags"))


def words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


def numbered(names: Iterable[str], first: int) -> dict[str, int]:
    """Each word of each line, by the line's number."""
    return {word: number for number, line in enumerate(names, first) for word in line.split()}


_ENGLISH = sorted(words("monday tuesday wednesday thursday friday saturday sunday"))
_DAYS = numbered(
    (
        "monday mon mo montag lundi lun lunes",
        "tuesday tue tues tu di dienstag mardi mar martes",
        "wednesday wed weds we mi mittwoch mercredi mer miercoles mie",
        "thursday thu thur thurs th do donnerstag jeudi jeu jueves jue",
        "friday fri fr freitag vendredi ven viernes vie",
        "saturday sat sa samstag sonnabend samedi sam sabado sab",
        "sunday sun su so sonntag dimanche dim domingo dom",
    ),
    0,
)
RISKY_DAYS = words("we mi do so")
"""Words of their own, too: days only beside another day."""

GROUPS = {
    "daily": frozenset(range(7)),
    "weekdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
}
PARTS = {
    "morning": Part.MORNING,
    "mornings": Part.MORNING,
    "morgens": Part.MORNING,
    "matin": Part.MORNING,
    "manana": Part.MORNING,
    "afternoon": Part.EVENING,
    "afternoons": Part.EVENING,
    "nachmittags": Part.EVENING,
    "tarde": Part.EVENING,
    "evening": Part.EVENING,
    "evenings": Part.EVENING,
    "abends": Part.EVENING,
    "soir": Part.EVENING,
    "night": Part.NIGHT,
    "nights": Part.NIGHT,
    "nachts": Part.NIGHT,
    "noche": Part.NIGHT,
}
NOON = words("noon midday mittag mittags midi mediodia")
MIDNIGHT = words("midnight mitternacht minuit medianoche")
O_CLOCK = words("h hr hrs hour hours oclock uhr u heure heures hora horas")
PAST = words("past after nach")
TO = words("to before til till vor of")
MINUTES = {"quarter": 15, "viertel": 15, "five": 5, "ten": 10, "twenty": 20}
HALF = words("half")
HALF_TO = words("halb")
HOURS = numbered(
    (
        "one eins",
        "two zwei deux dos",
        "three drei trois tres",
        "four vier quatre cuatro",
        "five funf cinq cinco",
        "six sechs seis",
        "seven sieben sept siete",
        "eight acht huit ocho",
        "nine neun neuf nueve",
        "ten zehn dix diez",
        "eleven elf onze",
        "twelve zwolf douze doce",
    ),
    1,
)
SPELT_MINUTES = {"fifteen": 15, "thirty": 30, "forty": 40, "fortyfive": 45, "twenty": 20, "ten": 10, "fifty": 50}
RANGE = words("- to thru through til till until bis a au al hasta")
EXCEPT = words("except excluding but without not ausser sauf excepto ohne minus")
EVERY = words("every each alle jede toutes cada")
COUNTED = words("day days tage jours dias time times reminder reminders drill drills")
"""What a number before it counts: no hour."""
OFF = words("off stop none never cancel disable aus non nein apagar no dont")
FILLER = words(
    "at on around about every each all the and or please pls thanks me my i it in of by from for a an only just also",
    "remind reminder reminders alarm drill drills send set want would like id make be is",
    "um gegen jeden jede jedes immer und von am im der die das bitte",
    "et le les la chaque vers du de des",
    "las los el cada y por en",
    "day days time",
)
_PHRASES = {
    phrase: word
    for word, phrases in {
        "daily": (
            "every single day, every day, everyday, each day, all days, all week, any day, seven days a week, 7 days a week, every days,"
            " jeden tag, taglich, tous les jours, chaque jour, todos los dias, cada dia, diario"
        ),
        "daily morning": "every morning, each morning, in the mornings, jeden morgen, chaque matin, cada manana",
        "daily evening": "every evening, each evening, every afternoon, in the evenings, jeden abend, chaque soir, cada tarde",
        "daily night": "every night, each night, cada noche",
        "weekdays": (
            "weekday, week days, week day, workdays, workday, work days, working days, business days, werktags, wochentags, unter der woche,"
            " en semaine, jours ouvres, entre semana, dias laborables, mon-fri, m-f"
        ),
        "weekends": "weekend, week ends, week end, week-ends, week-end, wochenende, wochenenden, fin de semana, fines de semana, les weekends",
        "fortyfive": "forty five, forty-five",
        "morning": "in the morning, de la manana, du matin, am morgen",
        "evening": "in the evening, in the afternoon, du soir, de la tarde, am abend, am nachmittag",
        "night": "at night, in the night, de la noche, in der nacht",
        "-": "up to",
    }.items()
    for phrase in phrases.replace(", ", ",").split(",")
}
_PHRASE = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(phrase) for phrase in sorted(_PHRASES, key=len, reverse=True))})(?!\w)"
)
