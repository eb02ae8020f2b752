"""Who a meeting is with, and what about: "my boss Dana, the yearly raise", "landlord - rent goes up to 1300"."""

import re
from dataclasses import dataclass

from bot.practice.meetings.cleaning import shortened, trimmed
from bot.practice.meetings.named_first import named_first, named_in_brackets
from bot.practice.meetings.people import ARTICLES, DAYS, NO_NAME, ROLES, THINGS, TITLES, TOPICAL, WORKERS
from bot.practice.meetings.persons import capital
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
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f'.&-])*")


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
    name, role, left = _name_and_role(head)
    second, further = _parted(rest)
    if (
        named_later
        and not role
        and name
        and _role_at(second.split()) is not None
        and len(second.split()) < _LONGEST_HEAD
    ):
        role, rest = _without_article(second), further
    elif named_later and role and not name and _is_introduced(second):
        found = named_first(f"{second}, ")
        name, rest = (" ".join(_capitals(found[0].split())) if found else _name_and_role(second)[0]), further
    return _known(name, role, topic_of(", ".join(one for one in (left, rest) if one)))


def _named_before_a_matter(text: str) -> tuple[str, str, str] | None:
    """None where somebody is told by what they are later on: "car claim, the insurance adjuster"."""
    found = named_first(text)
    if found is None or found[1] or found[0][:1].isupper() or len(found[0].split()) == 1:
        return found
    told = _parted(found[2])[0].split()
    return None if _role_at(told) is not None and len(told) < _LONGEST_HEAD / 2 else found


def _introduced(name: str, place: str, rest: str) -> Who:
    """Behind the name their role may stand, with what they are from or without."""
    second, further = _parted(rest)
    words = second.split()
    at = _role_at(words)
    if at is not None and len(words) < _LONGEST_HEAD and not (words[0].islower() and at > 2):  # noqa: PLR2004 (my, our, his)
        return _known(" ".join(_capitals(name.split())), _without_article(second), topic_of(further))
    return _known(" ".join(_capitals(name.split())), _without_article(place), topic_of(rest))


def _is_introduced(second: str) -> bool:
    """Whether behind a role a name follows."""
    if second.split(" ", maxsplit=1)[0].casefold().strip(".") in TITLES:
        return _is_a_name(second)
    found = named_first(f"{second}, ")
    return second[:1].isupper() and not second.isupper() and (_is_a_name(second) or bool(found and found[1]))


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
    words = _WORD.findall(head)
    if not words or _WITH.search(head):
        return False
    at = _role_at(words)
    return (at is not None and at < _LONGEST_HEAD / 2) or _is_a_name(head) or _is_group(words)


def _is_group(words: list[str]) -> bool:
    """Such as "the people upstairs"."""
    return words[0].casefold() == "the" and 1 < len(words) <= 3 and not _istopic_of(" ".join(words))  # noqa: PLR2004 (a phrase)


def _is_a_name(text: str) -> bool:
    words = _WORD.findall(text)
    plain = [word for word in words if word.casefold().strip(".") not in TITLES]
    if not 0 < len(plain) <= 3 or any(word.casefold() in TOPICAL | ARTICLES | NO_NAME | DAYS for word in plain):  # noqa: PLR2004 (first, middle, last)
        return False
    if any(char.isdigit() for char in text):
        return False
    named = plain[:1] if len(plain[-1].strip(".")) == 1 else plain  # "dana k."
    return len(named) <= 1 or all(word[0].isupper() or not word.isascii() for word in plain)


def _istopic_of(head: str) -> bool:
    return any(word.casefold() in TOPICAL for word in _WORD.findall(head))


def _role_at(words: list[str]) -> int | None:
    """Where the noun stands that says who it is."""
    plain = [word.casefold().strip(".,") for word in words]
    until = plain.index("of") if "of" in plain else len(plain)
    for at in range(until):
        last = plain[at].rpartition("-")[2]
        titled = plain[at] in TITLES and at + 1 < len(plain) and plain[at + 1] not in NO_NAME | ROLES | TOPICAL
        if (
            (plain[at] in ROLES or last in ROLES or plain[at].endswith("-in-law") or _is_worker(plain, at))
            and not titled
            and not (at + 1 < until and plain[at + 1] in ROLES)
        ):
            return at
    return None


def _is_worker(plain: list[str], at: int) -> bool:
    """Such as "our roaster"."""
    return at > 0 and plain[at - 1] in {"my", "our"} and plain[at].endswith(WORKERS) and plain[at] not in THINGS


def _name_and_role(head: str) -> tuple[str, str, str]:
    """The name, with its title; the role; and what is said after both."""
    words = _WORD.findall(head)
    at = _role_at(words)
    if at is None:
        plain = [word.casefold() for word in words]
        if plain and plain[0] in ARTICLES:
            return " ".join(("the", *words[1:])), "", ""
        return " ".join(_capitals(words)), "", ""
    end = at + 1
    if end < len(words) and words[end].casefold() in {"of", "at", "from"}:
        end = len(words)
    names = _names(words[end:])
    left = [word for word in words[end + len(names) :] if word.casefold() not in DAYS]
    if names and words[at].casefold() in TITLES:
        return " ".join(_capitals([words[at], *names])), "", " ".join(left)
    before = words[:at]
    if before and before[0].casefold().strip(".") in TITLES and not names:
        names, before = before[:2], before[2:]
    apart = next((place for place, word in enumerate(before) if place and word.casefold() in ARTICLES), 0)
    if apart and not names and _is_a_name(" ".join(before[:apart])):
        names, before = before[:apart], before[apart:]
    return " ".join(_capitals(names)), _without_article(" ".join((*before, *words[at:end]))), " ".join(left)


def _names(words: list[str]) -> list[str]:
    """The first of the words, as far as they name somebody; in small letters only one does."""
    found: list[str] = []
    for word in words[:3]:
        titled = len(found) == 1 and found[0].casefold().strip(".") in TITLES
        if word.casefold() in NO_NAME | TOPICAL | ARTICLES | DAYS or (found and not titled and not word[0].isupper()):
            break
        found.append(word)
    return found


def _capitals(words: list[str]) -> list[str]:
    shouted = all(word.isupper() and len(word) > 3 for word in words)  # noqa: PLR2004 ("IBM")
    return [word.capitalize() if shouted else capital(word) for word in words]


def _without_article(role: str) -> str:
    words = [word.strip(".,") for word in role.split()]
    while words and words[0].casefold() in ARTICLES:
        words.pop(0)
    if words and words[0] == words[0].capitalize() and "'s" not in words[0]:
        words[0] = words[0].lower()
    return " ".join(words)
