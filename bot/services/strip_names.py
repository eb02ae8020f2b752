"""Takes out of a message what says who wrote it or whom it is about, in time linear in its length.

Rules, not understanding: a name that begins a sentence (and stands nowhere else in the round), or one in small letters, slips through.
"""

import re
import unicodedata
from collections.abc import Iterator

from bot.hearing.numbers.currencies import CURRENCY
from bot.services.people import AT_THE_TERMINAL, NAMELESS

NAME, EMAIL, LINK, NUMBER = "[name]", "[email]", "[link]", "[number]"
_GAP = r"[ ./()\u00a0\u2009-]{0,2}"
_DATE = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?![./-]?\d)"
# Each run of letters is entered at its start only: entering it everywhere would make a long one cost its square.
_CONTACTS = (
    (re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), EMAIL),
    (re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.)\S*[^\s.,;:!?)\]}'\"”]", re.IGNORECASE), LINK),
    (
        re.compile(
            r"(?<![\w@.-])(?:[\w-]+\.)+(?:(?:com|org|net|edu|gov|info|dev|app|io|uk|de|ch|eu|fr|nl|pl|ca|au|nz|jp|br)\b"
            r"(?:/[^\s,;!?)]*)?|[a-z]{2,10}/[a-z0-9_~][^\s,;!?)]*)",
            re.IGNORECASE,
        ),
        LINK,
    ),
    (re.compile(r"(?<!\w)@[^\W\d]\w*(?:[.-][a-z0-9_]+)*"), NAME),
    # Not what amounts look like: "60000-65000", "1 000 000", "05.05.2026" and "0900-1700" stay.
    (
        re.compile(
            rf"(?<![\w.,$€£¥])(?:\+\d(?:{_GAP}\d){{6,14}}"
            rf"|\(?(?!{_DATE})0\d(?:{_GAP}\d){{7,13}}"
            r"|(?:1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{3}-(?:0\d{3}|\d{3}[1-9])|\d{3,5}[ /]\d{6,8}|\d{10,})(?!,?\d)"
        ),
        NUMBER,
    ),
)
_TOKEN = re.compile(r"\[(?:name|email|link|number)\]|[^\W_]+(?:['\u2019][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"^[\s\"”'\u2019)\]]*[.!?…]+[\"”'\u2019)\]]*\s|[!?…]|\n")
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "St"})
_CALENDAR = frozenset(
    {
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
        *("Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun"),
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
        *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
    }
)
_ABBREVIATIONS = frozenset(
    {
        *("I", "OK", "Ok", "AM", "PM", "AI", "API", "BTW", "CEO", "CFO", "COO", "CTO", "EU", "FTE", "FYI", "HR", "IMO"),
        *("IT", "KPI", "NDA", "OKR", "PDF", "PTO", "QA", "ROI", "SLA", "TBH", "UK", "US", "USA", "VAT", "VP"),
    }
)
_KEPT = _TITLES | _ABBREVIATIONS | frozenset(CURRENCY.values())
_NOBODYS = frozenset({NAMELESS, AT_THE_TERMINAL, "the", "of", "and"})
_SHORT_CODE = 3
_ENDINGS = frozenset({"s", "d", "ll", "m", "re", "ve"})


def words_of(text: str) -> Iterator[str]:
    """The words of a text that is known to name nobody, as `known` wants them."""
    return (token for found in _TOKEN.finditer(text) for token in {found[0], _stem(found[0])})


def names_in(text: str, known: frozenset[str]) -> frozenset[str]:
    """Words with a capital that neither their place nor `known`, the calendar or custom explains."""
    return frozenset(_stem(found[0]) for found, begins in _tokens(text) if not begins and _is_name(found[0], known))


def without_names(text: str, *, own_name: str, known: frozenset[str], others: frozenset[str] = frozenset()) -> str:
    """The text with [name], [email], [link] and [number] in the place of what leads to a person; `others` are names found elsewhere."""
    text = unicodedata.normalize("NFC", text)
    for contact, placeholder in _CONTACTS:
        text = contact.sub(placeholder, text)
    text = _without_own(text, unicodedata.normalize("NFC", own_name))
    names = names_in(text, known) | others
    pieces, end = [], 0
    for found, begins in _tokens(text):
        if (not begins and _is_name(found[0], known)) or _stem(found[0]) in names:
            pieces += [text[end : found.start()], NAME + found[0][len(_stem(found[0])) :]]
            end = found.end()
    return "".join([*pieces, text[end:]])


def _without_own(text: str, own_name: str) -> str:
    """Without the writer's own name, whole or in part, in any case; the names that the program gives say nothing."""
    parts = {part for part in (own_name, *_WORD.findall(own_name)) if _tells(part)}
    if not parts:
        return text
    either = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    own = re.compile(rf"\[(?:name|email|link|number)\]|(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)
    return own.sub(lambda found: found[0] if found[0].startswith("[") else NAME, text)


def _tells(part: str) -> bool:
    """Not a lone letter, which may be "I" or "a", and not a bare number, which may be an amount."""
    is_word = any(letter.isalpha() for letter in part) and (len(part) > 1 or not part.isascii())
    return is_word and part.casefold() not in _NOBODYS


def _tokens(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Each word, and whether it begins a sentence."""
    before: re.Match[str] | None = None
    for found in _TOKEN.finditer(text):
        yield found, before is None or _ends_sentence(before[0], text[before.end() : found.start()])
        before = found


def _ends_sentence(word: str, gap: str) -> bool:
    """A full stop after a title or an initial ("Mr. Smith", "J. Smith", "e.g. Smith") ends none."""
    if gap.startswith(".") and (word in _TITLES or (len(word) == 1 and word.isalpha() and word != "I")):
        return "\n" in gap
    return _SENTENCE_END.search(gap) is not None


def _is_name(word: str, known: frozenset[str]) -> bool:
    if not word[0].isupper() or _stem(word).capitalize() in _CALENDAR:
        return False
    is_code = len(word) <= _SHORT_CODE and any(letter.isdigit() for letter in word)
    return not is_code and not {word, _stem(word)} & (known | _KEPT)


def _stem(word: str) -> str:
    """Without what follows an apostrophe, as in "Maria's" and "I'll"; "O'Brien" stays whole."""
    head, apostrophe, tail = word.replace("\u2019", "'").rpartition("'")
    return head if apostrophe and tail.lower() in _ENDINGS else word
