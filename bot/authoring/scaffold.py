"""A fresh script's folder: everything that has to be in it, with a comment where something is to be written and what."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from bot.authoring.editions import AuthoringError
from bot.authoring.meanings import MOVES, PLACEHOLDERS, STATES, meaning
from bot.practice.draft import read_shared
from bot.practice.graphs import ENOUGH
from bot.practice.library import LibraryError
from bot.practice.lint_unwritten import MARK
from bot.practice.placeholders import fillable_in
from bot.practice.script import GENERAL, SLUG_PATTERN, WILDCARD
from bot.practice.states import Move, State
from bot.practice.temperament import Temperament

LONGEST_ID = 32
LINES = max(4, ENOUGH)
# What a user may do at any time is answered for all states at once; where the answer takes the talk on, the state has its own.
_ANYWHERE = {Move.OFF_TOPIC, Move.UNCLEAR, Move.PAUSED, Move.STALLED}
_TAKEN_ON = {(State.CLOSING, Move.STALLED), (State.DONE, Move.STALLED)}

Pair = tuple[str, str]


def new_script(script_id: str, scripts: Path, dialogues: Path) -> Path:
    """Writes the folder `scripts`/`script_id` and returns it. Raises AuthoringError for a bad or taken id and where nothing can be written."""
    if not re.fullmatch(SLUG_PATTERN, script_id) or len(script_id) > LONGEST_ID:
        raise AuthoringError(
            f"“{script_id}” cannot be an id. Take lower-case letters and digits, with hyphens between words,"
            f" {LONGEST_ID} characters at most: for example landlord-repairs."
        )
    written = _files(script_id, dialogues)
    folder = scripts / script_id
    taken = next((path for path in (folder, dialogues / "scripts" / script_id) if path.exists()), None)
    if taken:
        raise AuthoringError(f"There is a script “{script_id}” already: {taken}. Choose another id.")
    try:
        folder.mkdir()
        for name, text in written.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise AuthoringError(
            f"{folder} cannot be written: {error.strerror}. Is {scripts} a folder of yours?"
        ) from error
    return folder


def _files(script_id: str, dialogues: Path) -> dict[str, str]:
    draft = read_shared(dialogues)
    if draft.problems:
        raise LibraryError(draft.problems)
    templates = files(__package__)
    script = templates.joinpath("script.template.yaml").read_text("utf-8").replace("<id>", script_id)
    lines = "\n".join(_lines([loaded.model for name, loaded in draft.temperaments.items() if name in GENERAL]))
    walkthroughs = templates.joinpath("walkthroughs.template.yaml").read_text("utf-8")
    return {"script.yaml": f"{script}{lines}\n", "walkthroughs.yaml": walkthroughs}


def _lines(temperaments: Iterable[Temperament]) -> Iterator[str]:
    """The groups for every answer that can be called for, in the order of states and moves."""
    pairs = {pair for temperament in temperaments for pair in temperament.reachable_pairs()}
    states, moves = list(STATES), list(MOVES)
    anywhere = {(state, move) for state, move in pairs if move in _ANYWHERE and (state, move) not in _TAKEN_ON}

    def order(pair: Pair) -> tuple[int, str, int, str]:
        state, move = pair
        known = states.index(state) if state in states else len(states)
        return (known, state, moves.index(move) if move in moves else len(moves), move)

    before = ""
    for state, move in sorted(pairs - anywhere, key=order):
        if state != before:
            yield from _state(state)
        before = state
        yield from _group(state, move)
    yield f"  {WILDCARD}:  # serves every state that has no group of its own for the move"
    for move in sorted({move for _, move in anywhere}, key=lambda move: order((WILDCARD, move))):
        yield from _group(WILDCARD, move)


def _state(state: str) -> Iterator[str]:
    yield f"  {state}:  # the counterpart {meaning(STATES, state)}"
    for name in sorted(fillable_in(state)):
        yield f"    # {{{name}}} may stand in these lines: {PLACEHOLDERS.get(name, name)}"


def _group(state: str, move: str) -> Iterator[str]:
    yield f"    - move: {move}  # the user {meaning(MOVES, move)}"
    yield "      say:"
    for number in range(1, LINES + 1):
        yield f'        - "{MARK} {state}, {move} ({number})"'
