"""A person who is named before anything else, in small letters or not: "gerry malone, owes me for his kitchen", "priya from bloom studio, more pages"."""

import re

from bot.practice.meetings.cleaning import trimmed
from bot.practice.meetings.people import ARTICLES, DAYS, NO_NAME, ROLES, TITLES, TOPICAL

_HEAD = re.compile(
    r"(?P<name>[^\W\d_][^\s,.;:()/?!\n-]{0,40}(?:[ -][^\W\d_][^\s,;:()/?!\n-]{0,40}){0,2}?)"
    r"(?:(?P<from> (?:from|at) )|(?P<whose> (?:my|our) )|(?P<ends>, ?| - | -|- |: ?|; ?|\. |\n| \(|/ ?| (?=(?:owes|wants|needs|keeps|won't|doesn't)\b)))",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?P<place>[^,.;:()\n]{1,40}?)(?:, | - |: |; |\. |\n| (?=(?:about|re|owes|wants)\b)|$)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(
    rf"\((?P<name>(?:{'|'.join(sorted(TITLES))})\.? [^\W\d_][^\s,;:()]*)(?:, ?(?P<role>[^()]{{2,40}}))?\)",
    re.IGNORECASE,
)
_MATTER_ENDS = ("tion", "sion", "ment", "ing", "ness", "ance", "ence", "ity", "ship")
_LONGEST_PLACE = 5


def named_first(text: str) -> tuple[str, str, str] | None:
    """The name, where they are from or what they are, and what is said after both."""
    found = _HEAD.match(text)
    if not found or not _may_be_a_name(found["name"].split()):
        return None
    if found["ends"]:
        return found["name"], "", text[found.end() :]
    place = _PLACE.match(text, found.end())
    if not place or len(place["place"].split()) > _LONGEST_PLACE:
        return None
    where = trimmed(place["place"])
    return found["name"], f"{found['from'].strip()} {where}" if found["from"] else where, text[place.end() :]


def named_in_brackets(text: str) -> tuple[str, str, str] | None:
    """Such as "the bank (mr okafor, branch manager). money for our run"."""
    found = _IN_BRACKETS.search(text)
    if not found or len(text[: found.start()].split()) > _LONGEST_PLACE + 2:
        return None
    before = trimmed(text[: found.start()])
    return found["name"], trimmed(found["role"] or before), text[found.end() :]


def _may_be_a_name(words: list[str]) -> bool:
    plain = [word.casefold().strip(".'") for word in words]
    if any(word in TOPICAL | ARTICLES | NO_NAME | DAYS | ROLES | TITLES or not word for word in plain):
        return False
    small = not all(word[:1].isupper() for word in words)
    return not (small and (plain[-1].endswith(_MATTER_ENDS) or "'" in "".join(plain)))
