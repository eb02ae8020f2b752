"""Users as the services see them: found or made at the first word, their names fit to be shown."""

import unicodedata

from bot.services.deps import Deps, Person
from storage.records import UserRecord
from storage.unit_of_work import UnitOfWork

NAME_LENGTH = 40
NAMELESS = "friend"
AT_THE_TERMINAL = "you"
_KEPT_MARKS = 2
_CONTROLS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


async def ensure_user(deps: Deps, uow: UnitOfWork, person: Person) -> UserRecord:
    """The user behind an identity, made at the first contact and locked for the rest of the transaction."""
    name = clean_name(person.name)
    user = await uow.users.by_identity(person.identity, locked=True)
    if user is None:
        return await uow.users.add(person.identity, name, deps.now())
    if user.name != name:
        await uow.users.rename(user.id, name)
    return user


def clean_name(name: str) -> str:
    """A name without control, direction and stacked marks, at most 40 characters; “friend” where nothing is left."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", name[: NAME_LENGTH * 8]):
        category = unicodedata.category(character)
        marks = marks + 1 if category.startswith("M") else 0
        if category not in _CONTROLS and marks <= _KEPT_MARKS:
            kept.append(character)
    cleaned = " ".join("".join(kept).split())[:NAME_LENGTH].strip()
    return cleaned or NAMELESS


def clean_text(text: str) -> str:
    """A message without NUL, lone surrogates and other control characters; new lines stay."""
    return "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs", "Cn"}
    ).strip()
