"""The listener: a small encoder hears the words in their context, numbers and phase weigh in, the rules of docs/cues.md have the last word."""

from collections.abc import Sequence

import numpy as np

from bot.hearing.cues import Assessment, Channel, Context, Cue, Phase, Status, Verdict
from bot.hearing.encoder import Encoder, Floats, Window
from bot.hearing.evidence import quote
from bot.hearing.framing import frame
from bot.hearing.hints import hints
from bot.hearing.judgement import Judgement, load_judgement
from bot.hearing.language import is_english
from bot.hearing.numbers.tokens import TEXT_LIMIT

CUES = tuple(Cue)
_PLACE = {cue: index for index, cue in enumerate(CUES)}
# In this order: what a mutual gain implies, implies something in turn.
_IMPLIES = (
    (Cue.SMALLER_ASK, Cue.SPECIFIC_ASK),
    (Cue.MUTUAL_GAIN, Cue.COUNTERPART_BENEFIT),
    (Cue.COUNTERPART_BENEFIT, Cue.JUSTIFICATION),
)
_OF_AN_EARLIER_ASK = {Cue.SMALLER_ASK, Cue.NAMES_CONCESSION, Cue.MUTUAL_GAIN, Cue.ARGUES, Cue.ACKNOWLEDGES_REFUSAL}
_OF_A_CONSTRAINT = {Cue.REFLECTS_CONSTRAINT, Cue.TIES_TO_CONSTRAINT}


class EncoderListener:
    """Holds the model and nothing of a talk, so that one instance serves everybody, from any thread."""

    def __init__(self, encoder: Encoder | None = None, judgement: Judgement | None = None) -> None:
        self._encoder = encoder or Encoder()
        self._judgement = judgement or load_judgement()

    def listen(self, context: Context, text: str) -> Assessment:
        text = text[:TEXT_LIMIT]
        windows = self._encoder.judge(frame(context), text) if text.strip() else []
        if not windows:
            return Assessment()
        odds = self._judgement.probabilities(_loudest(windows), hints(context, text))
        odds = {cue: 0.0 if cue in ruled_out(context) else odd for cue, odd in odds.items()}
        for cue, implied in _IMPLIES:
            odds[implied] = max(odds[implied], odds[cue])
        statuses = _settled({cue: self._judgement.status(cue, odd) for cue, odd in odds.items()}, odds)
        verdicts = {
            cue: Verdict(status=status, probability=odds[cue], quote=_quote(text, windows, cue, status))
            for cue, status in statuses.items()
        }
        gibberish = statuses[Cue.OFF_TOPIC] is Status.HEARD and not self._encoder.knows_a_word_of(text)
        return Assessment(verdicts, understood=is_english(text) and not gibberish)


def _loudest(windows: Sequence[Window]) -> Floats:
    """What any stretch of a long message carries, the message carries; off topic it is only as a whole."""
    logits = np.stack([window.logits for window in windows])
    strongest: Floats = logits.max(axis=0)
    strongest[_PLACE[Cue.OFF_TOPIC]] = logits[:, _PLACE[Cue.OFF_TOPIC]].min()
    return strongest


def ruled_out(context: Context) -> set[Cue]:
    """By definition: what this channel and phase cannot carry."""
    out: set[Cue] = set()
    if context.phase is not Phase.OPENING or context.channel is Channel.MESSAGE:
        out.add(Cue.PREMATURE_FALLBACK)
    if context.phase is Phase.OPENING:
        out |= _OF_AN_EARLIER_ASK
    if context.constraint_kind is None:
        out |= _OF_A_CONSTRAINT
    return out


def _settled(statuses: dict[Cue, Status], odds: dict[Cue, float]) -> dict[Cue, Status]:
    """Rules 1, 2, 3, 6 and 9: what is heard implies or excludes something else."""
    if statuses[Cue.OFF_TOPIC] is Status.HEARD:
        return dict.fromkeys(CUES, Status.NOT_HEARD) | {Cue.OFF_TOPIC: Status.HEARD}
    settled = dict(statuses)
    for cue, implied in _IMPLIES:
        if settled[cue] is Status.HEARD:
            settled[implied] = Status.HEARD
    if settled[Cue.ARGUES] is settled[Cue.ACKNOWLEDGES_REFUSAL] is Status.HEARD:
        weaker = min((Cue.ARGUES, Cue.ACKNOWLEDGES_REFUSAL), key=lambda cue: odds[cue])
        settled[weaker] = Status.NOT_HEARD
    return settled


def _quote(text: str, windows: Sequence[Window], cue: Cue, status: Status) -> str:
    if status is Status.NOT_HEARD:
        return ""
    place = _PLACE[cue]
    window = max(windows, key=lambda one: float(one.logits[place]))
    return quote(text, window.tokens[:, place], window.offsets)
