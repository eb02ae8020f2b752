"""The edition that a round is played in: the one place where the tools decide it."""

from bot.errors import StepdownError
from bot.practice.edition import Edition
from bot.practice.library import Library
from bot.practice.temperament import Temperament


class AuthoringError(StepdownError):
    """What was asked of one of the authors' tools cannot be done; the message says what can."""

    code = "authoring"


def edition_for(library: Library, script: str, temperament: str | None, twist: str = "") -> Edition:
    """The edition of a round; without a temperament the easiest."""
    known = library.scripts_by_id.get(script)
    name = temperament or (library.temperaments_of(known) if known else library.temperaments)[0].id
    found = library.edition(script, name, twist)
    if found is None and twist and library.edition(script, name) is not None:
        raise AuthoringError(f"The script “{script}” does not take the twist “{twist}”.")
    if found is None and script not in {one.id for one in library.scripts}:
        names = ", ".join(sorted(one.id for one in library.scripts))
        raise AuthoringError(f"There is no script “{script}”; there are: {names}.")
    if found is None:
        names = ", ".join(one.id for one in library.temperaments)
        raise AuthoringError(f"There is no temperament “{name}”; there are: {names}.")
    return found


def graph(edition: Edition) -> Temperament:
    """The states and transitions that a round in this edition goes through."""
    return edition.graph
