"""A draft on disk beside a small library, and ears that hear what a test says they hear."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from bot.authoring.drafts import DraftFile
from bot.authoring.rehearsal import Rehearsal, Setting
from bot.hearing.cues import Assessment, Context, Cue, Status, Verdict

BAKERY = Path(__file__).parents[1] / "practice" / "bakery"
SCRIPT = BAKERY / "scripts" / "bakery-oven" / "script.yaml"
ASK = "I'd like a new deck oven for 18,000. We sell out every Saturday."
WHY = "Fair enough. What makes it difficult?"
STEP_DOWN = "18,000 was a lot. I can step down to a used one for 9,000."
SECURE = "I'll send you the dealer's offer by Friday."
PUSH = "If I don't get a new oven I quit."
GIBBERISH = "qwrtz plok"

HEARD: Mapping[str, tuple[Cue, ...]] = {
    ASK: (Cue.SPECIFIC_ASK, Cue.JUSTIFICATION),
    WHY: (Cue.ACKNOWLEDGES_REFUSAL, Cue.INVITES_CONSTRAINT),
    STEP_DOWN: (Cue.NAMES_CONCESSION, Cue.SPECIFIC_ASK, Cue.SMALLER_ASK, Cue.TIES_TO_CONSTRAINT),
    SECURE: (Cue.COMMITMENT,),
    PUSH: (Cue.PRESSURE,),
}


class Ears:
    """A listener that knows the sentences above by heart, and hears doubt of a pause in everything else."""

    def listen(self, context: Context, text: str) -> Assessment:
        del context
        cues = HEARD.get(text, ())
        heard = {cue: Verdict(status=Status.HEARD, probability=0.9, quote=text) for cue in cues}
        doubt = {Cue.DELIBERATE_PAUSE: Verdict(status=Status.UNSURE, probability=0.4)}
        return Assessment(heard or doubt, understood=text != GIBBERISH)


def draft_in(folder: Path) -> Path:
    """A copy of the bakery's script, outside any library."""
    return Path(shutil.copy(SCRIPT, folder / "script.yaml"))


def edit(path: Path, old: str, new: str) -> None:
    """Changes the first place that says `old`."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def drafted(path: Path, dialogues: Path = BAKERY) -> DraftFile:
    return DraftFile(path, dialogues)


def rehearsed(path: Path, setting: Setting | None = None) -> Rehearsal:
    return Rehearsal(drafted(path).read(), setting or Setting(seed=7), Ears())
