"""What a round needs: dialogues to play and a coach who hears."""

import time
from pathlib import Path

from bot.doctor.findings import Finding, Status
from bot.hearing.cues import Context, Cue, Phase
from bot.hearing.encoder import MODEL, Encoder, ModelError
from bot.hearing.listener import EncoderListener
from bot.practice.library import LibraryError, load_library

SENTENCE = "I'd like to move my base to 62k from May, because I took over the night rota."


def dialogues_finding(folder: Path) -> Finding:
    try:
        library = load_library(folder)
    except LibraryError as error:
        more = len(error.problems) - 1
        told = f"{error.problems[0]}{f' (and {more} more)' if more else ''}."
        return Finding(Status.WRONG, "dialogues", told, "Put it right; python -m bot check lists every problem.")
    told = f"Scripts: {len(library.scripts)}, temperaments: {len(library.temperaments)}."
    return Finding(Status.OK, "dialogues", told)


def hearing_finding(model: Path = MODEL) -> Finding:
    """Loads the model as the fronts do and has it judge a sentence that holds an ask and its reason."""
    begun = time.perf_counter()
    try:
        listener = EncoderListener(Encoder(model))
    except ModelError as error:
        return Finding(Status.WRONG, "hearing", f"{str(error).capitalize()}.", "Install the program again.")
    loaded = time.perf_counter()
    heard = listener.listen(Context(phase=Phase.OPENING), SENTENCE).heard(Cue.SPECIFIC_ASK, Cue.JUSTIFICATION)
    judged = time.perf_counter()
    told = f"Loaded in {loaded - begun:.2f} s, judged a sentence in {1000 * (judged - loaded):.0f} ms."
    if not heard:
        advice = "Install the program again: the model does not belong to it."
        return Finding(Status.WRONG, "hearing", f"{told} It heard no ask in it.", advice)
    return Finding(Status.OK, "hearing", told)
