"""Heard messages for tests of the practice core: cues by name, no listening."""

import shutil
from pathlib import Path

from bot.hearing.cues import Assessment, Cue, Status, Verdict
from bot.practice.edition import Edition
from bot.practice.library import load_library
from bot.practice.round import advance, begin
from bot.practice.talk import Round, Said

LIBRARY = load_library()
BAKERY = Path(__file__).resolve().parent / "bakery"
"""A small library that is fine."""


def spoil(path: Path, old: str, new: str) -> None:
    """Puts `new` where `old` stands first."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def edited(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """A copy of the small library in `folder`, with (file, old, new) edits."""
    shutil.copytree(BAKERY, folder)
    for path, old, new in edits:
        spoil(folder / path, old, new)
    return folder


def edition(script: str = "salary-raise", temperament: str = "cooperative") -> Edition:
    found = LIBRARY.edition(script, temperament)
    assert found is not None
    return found


def said(text: str, *cues: str, unsure: tuple[str, ...] = (), elapsed: float | None = None) -> Said:
    """A message in which these cues were heard, the whole text their evidence."""
    heard = {Cue(cue): Verdict(status=Status.HEARD, probability=0.9, quote=text) for cue in cues}
    doubted = {Cue(cue): Verdict(status=Status.UNSURE, probability=0.5, quote=text) for cue in unsure}
    return Said(text=text, assessment=Assessment(heard | doubted), elapsed=elapsed)


ASK = said(
    "I'd like to move to 62k. I took over the night rota.", "specific_ask", "justification", "counterpart_benefit"
)
ASK_WHY = said("Fair enough. What makes it difficult?", "acknowledges_refusal", "invites_constraint")
RETREAT = said(
    "So the money is the trouble. 62k was a lot, let me step back to 57k; you'd keep the rota covered. Your call.",
    *("reflects_constraint", "names_concession", "specific_ask", "smaller_ask", "ties_to_constraint"),
    *("mutual_gain", "counterpart_benefit", "justification", "leaves_choice"),
)
SECURE = said(
    "Great: 57k from May. I'll send you two lines today; tell me if it changes.", "commitment", "leaves_choice"
)
GOOD = (ASK, ASK_WHY, RETREAT, SECURE)


def play(*messages: Said, script: str = "salary-raise", temperament: str = "cooperative", seed: int = 7) -> Round:
    talk = begin(edition(script, temperament), seed)
    for message in messages:
        talk = advance(talk, message)
    return talk
