"""The words of a person told apart: name, title, role, and what is said after them."""

import re

from bot.practice.meetings.people import ARTICLES, DAYS, NO_NAME, ROLES, THINGS, TITLES, TOPICAL, WORKERS
from bot.practice.meetings.persons import capital

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f'.&-])*")


def is_a_name(text: str) -> bool:
    words = WORD.findall(text)
    plain = [word for word in words if word.casefold().strip(".") not in TITLES]
    if not 0 < len(plain) <= 3 or any(word.casefold() in TOPICAL | ARTICLES | NO_NAME | DAYS for word in plain):  # noqa: PLR2004 (first, middle, last)
        return False
    if any(char.isdigit() for char in text):
        return False
    named = plain[:1] if len(plain[-1].strip(".")) == 1 else plain  # "dana k."
    return len(named) <= 1 or all(word[0].isupper() or not word.isascii() for word in plain)


def role_at(words: list[str]) -> int | None:
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


def name_and_role(head: str) -> tuple[str, str, str]:
    """The name, with its title; the role; and what is said after both."""
    words = WORD.findall(head)
    at = role_at(words)
    if at is None:
        plain = [word.casefold() for word in words]
        if plain and plain[0] in ARTICLES:
            return " ".join(("the", *words[1:])), "", ""
        return " ".join(capitals(words)), "", ""
    end = at + 1
    if end < len(words) and words[end].casefold() in {"of", "at", "from"}:
        end = len(words)
    names = _names(words[end:])
    left = [word for word in words[end + len(names) :] if word.casefold() not in DAYS]
    if names and words[at].casefold() in TITLES:
        return " ".join(capitals([words[at], *names])), "", " ".join(left)
    before = words[:at]
    if before and before[0].casefold().strip(".") in TITLES and not names:
        names, before = before[:2], before[2:]
    apart = next((place for place, word in enumerate(before) if place and word.casefold() in ARTICLES), 0)
    if apart and not names and is_a_name(" ".join(before[:apart])):
        names, before = before[:apart], before[apart:]
    return " ".join(capitals(names)), without_article(" ".join((*before, *words[at:end]))), " ".join(left)


def _names(words: list[str]) -> list[str]:
    """The first of the words, as far as they name somebody; in small letters only one does."""
    found: list[str] = []
    for word in words[:3]:
        titled = len(found) == 1 and found[0].casefold().strip(".") in TITLES
        if word.casefold() in NO_NAME | TOPICAL | ARTICLES | DAYS or (found and not titled and not word[0].isupper()):
            break
        found.append(word)
    return found


def capitals(words: list[str]) -> list[str]:
    shouted = all(word.isupper() and len(word) > 3 for word in words)  # noqa: PLR2004 ("IBM")
    return [word.capitalize() if shouted else capital(word) for word in words]


def without_article(role: str) -> str:
    words = [word.strip(".,") for word in role.split()]
    while words and words[0].casefold() in ARTICLES:
        words.pop(0)
    if words and words[0] == words[0].capitalize() and "'s" not in words[0]:
        words[0] = words[0].lower()
    return " ".join(words)
