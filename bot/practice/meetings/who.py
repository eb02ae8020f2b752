"""Who a meeting is with, and what about: "my boss Dana, the yearly raise", "landlord - rent goes up to 1300"."""

import re
from dataclasses import dataclass

from bot.practice.meetings.cleaning import shortened, trimmed
from bot.practice.meetings.named_first import named_first, named_in_brackets
from bot.practice.meetings.people import ROLES, TITLES, TOPICAL
from bot.practice.meetings.persons import capital
from bot.practice.meetings.roles import WORD, capitals, is_a_name, name_and_role, role_at, without_article
from bot.practice.meetings.topics import topic_of

LONGEST_NAME = 30
LONGEST_ROLE = 60
_LONGEST_HEAD = 8
"""Words that a person is told by; what is longer is a story."""
_START = re.compile(
    r"(?:it's|it is|its|this is|that's|i'm|i am|i'll be|i will be|i want to|i need to|i have to|we're|going to|gonna|well|so|ok|hi|hello|meeting|meet|seeing|see|"
    r"idk|dunno|i don't know|not sure|maybe|probably|i guess|i think|talking|talk|speaking|speak|asking|ask|call|calling|chat|chatting|negotiating|negotiate|a meeting|a talk|a call|a chat|with|to|tomorrow|today|next week)[ ,:]+",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r" (?:about|re|regarding|concerning|over|because|for|on) |, (?:about|re:?|regarding|concerning|over|because|for|on) | - |- | -|, |,|: |:|; |;|\n|/| \(|\(|\) |\)|(?<![ .][A-Za-z])(?<!mr)(?<!mrs)(?<!ms)(?<!dr)(?<!prof)\. |\? |! ",
    re.IGNORECASE,
)
_GUESSED = re.compile(r",? i (?:guess|think|suppose)(?=[ ,.]|$)", re.IGNORECASE)
_WITH = re.compile(r" with (?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Who:
    """`spoken`: every way the user calls the counterpart by, lower case."""

    name: str = ""
    alias: str = ""
    role: str = ""
    topic: str = ""
    spoken: tuple[str, ...] = ()


def read_who(text: str) -> Who:
    """From a clean answer; a topic without a person is a topic."""
    text = _started(_GUESSED.sub("", trimmed(text)))
    if found := named_in_brackets(text) or _named_before_a_matter(text):
        return _introduced(*found)
    head, rest = _parted(text)
    named_later = True
    if not _is_person(head):
        before, after = _around_with(text)
        if after:
            head, more = _parted(after)
            rest, named_later = ", ".join(one for one in (before, more) if one), False
        if not after or not _is_person(head):
            return Who(topic=topic_of(text))
    name, role, left = name_and_role(head)
    second, further = _parted(rest)
    if (
        named_later
        and not role
        and name
        and role_at(second.split()) is not None
        and len(second.split()) < _LONGEST_HEAD
    ):
        role, rest = without_article(second), further
    elif named_later and role and not name and _is_introduced(second):
        found = named_first(f"{second}, ")
        name, rest = (" ".join(capitals(found[0].split())) if found else name_and_role(second)[0]), further
    return _known(name, role, topic_of(", ".join(one for one in (left, rest) if one)))


def _named_before_a_matter(text: str) -> tuple[str, str, str] | None:
    """None where somebody is told by what they are later on: "car claim, the insurance adjuster"."""
    found = named_first(text)
    if found is None or found[1] or found[0][:1].isupper() or len(found[0].split()) == 1:
        return found
    told = _parted(found[2])[0].split()
    return None if role_at(told) is not None and len(told) < _LONGEST_HEAD / 2 else found


def _introduced(name: str, place: str, rest: str) -> Who:
    """Behind the name their role may stand, with what they are from or without."""
    second, further = _parted(rest)
    words = second.split()
    at = role_at(words)
    if at is not None and len(words) < _LONGEST_HEAD and not (words[0].islower() and at > 2):  # noqa: PLR2004 (my, our, his)
        return _known(" ".join(capitals(name.split())), without_article(second), topic_of(further))
    return _known(" ".join(capitals(name.split())), without_article(place), topic_of(rest))


def _is_introduced(second: str) -> bool:
    """Whether behind a role a name follows."""
    if second.split(" ", maxsplit=1)[0].casefold().strip(".") in TITLES:
        return is_a_name(second)
    found = named_first(f"{second}, ")
    return second[:1].isupper() and not second.isupper() and (is_a_name(second) or bool(found and found[1]))


def _known(name: str, role: str, topic: str) -> Who:
    words = [word for word in name.split() if word.casefold().strip(".") not in TITLES] or name.split()
    titled = len(words) < len(name.split())
    whole = titled or name[:4].casefold() == "the " or len(words[-1:] and words[-1].strip(".")) > 1
    called = name if whole else " ".join(words[:1])
    spoken = [called, " ".join(words), name, *words[:1]]
    alias = (words[-1] if titled else words[0] if words else role).casefold().strip(".'") if words or role else ""
    if name[:4].casefold() == "the ":
        alias = name[4:].casefold()
    if role:
        kind = next((word for word in reversed(role.partition(" of ")[0].split()) if word.casefold() in ROLES), role)
        spoken += [f"{article} {noun}" for article in ("my", "our", "the") for noun in {role, kind}]
    if not called and role:
        bare = role if len(role) < LONGEST_NAME - 5 else role.partition(" of ")[0]
        own = "'s " in role or role.casefold() == "hr"
        called = (role.upper() if role.casefold() == "hr" else capital(bare)) if own else f"your {bare}"
    unique = tuple(dict.fromkeys(one.casefold() for one in spoken if one))
    return Who(
        name=shortened(called, LONGEST_NAME),
        alias=shortened(alias, LONGEST_ROLE),
        role=shortened(role, LONGEST_ROLE),
        topic=topic,
        spoken=unique,
    )


def _started(text: str) -> str:
    for _ in range(6):
        found = _START.match(text)
        if not found:
            break
        text = text[found.end() :]
    return text


def _parted(text: str) -> tuple[str, str]:
    found = _BREAK.search(text)
    if not found:
        return trimmed(text), ""
    if not trimmed(text[: found.start()]):
        return _parted(trimmed(text[found.end() :])) if trimmed(text[found.end() :]) else ("", "")
    return _name_kept(text[: found.start()]), text[found.end() :].strip(" ,:;-()")


def _name_kept(text: str) -> str:
    return text.strip(" ,:;-()[]\"'")


def _around_with(text: str) -> tuple[str, str]:
    """What stands before "with", and behind it."""
    found = _WITH.search(text)
    return (trimmed(text[: found.start()]), text[found.end() :]) if found else (text, "")


def _is_person(head: str) -> bool:
    words = WORD.findall(head)
    if not words or _WITH.search(head):
        return False
    at = role_at(words)
    return (at is not None and at < _LONGEST_HEAD / 2) or is_a_name(head) or _is_group(words)


def _is_group(words: list[str]) -> bool:
    """Such as "the people upstairs"."""
    return words[0].casefold() == "the" and 1 < len(words) <= 3 and not _istopic_of(" ".join(words))  # noqa: PLR2004 (a phrase)


def _istopic_of(head: str) -> bool:
    return any(word.casefold() in TOPICAL for word in WORD.findall(head))
