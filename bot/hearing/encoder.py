"""The encoder at run time: context and message in, a logit for each cue and for each of the message's tokens out.

An ONNX model (int8) run by onnxruntime on one thread; `Encoder.judge` may be called from several threads at once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from bot.errors import StepdownError
from bot.hearing.runtime import onnxruntime

MODEL = Path(__file__).parent / "model"
CONTEXT_TOKENS = 64
MESSAGE_TOKENS = 170  # of one window
_WORD = re.compile(r"[^\W\d_]{2,}")
WINDOWS = 3  # what is longer than these loses its middle

Floats = NDArray[np.float32]


class ModelError(StepdownError):
    """The model's files are missing or do not belong together."""

    code = "hearing_model"


@dataclass(frozen=True)
class Window:
    """One stretch of the message, as the encoder judged it: `logits` (cues), `tokens` (tokens, cues), where each token stands in the text."""

    logits: Floats
    tokens: Floats
    offsets: Sequence[tuple[int, int]]


class Encoder:
    """Holds the model; about 60 MB, loaded in well under a second."""

    def __init__(self, folder: Path = MODEL) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(
                str(folder / "hearing.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise their own kinds
            raise ModelError(f"the hearing model in {folder.name}/ cannot be read ({type(error).__name__})") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._end: int = self._tokenizer.token_to_id("[SEP]") or 0

    def judge(self, context: str, text: str) -> list[Window]:
        """One window for a message of ordinary length, at most three for a very long one; none for an empty one."""
        before = self._tokenizer.encode(context).ids[:-1][:CONTEXT_TOKENS]
        message = self._tokenizer.encode(text)
        return [self._run([*before, self._end], message, place) for place in windows(len(message.ids) - 1)]

    def knows_a_word_of(self, text: str) -> bool:
        """Whether any word of two letters or more is in the vocabulary: keyboard mash has none."""
        words = (word for word in _WORD.findall(text.lower()))
        return any(self._tokenizer.token_to_id(word) is not None for word in words)

    def _run(self, before: list[int], message: Encoding, place: slice) -> Window:
        said = [*message.ids[place], self._end]
        ids = np.array([[*before, *said]], dtype=np.int64)
        kinds = np.array([[0] * len(before) + [1] * len(said)], dtype=np.int64)
        logits, tokens = self._session.run(None, {"ids": ids, "kinds": kinds})
        return Window(logits[0], tokens[0][len(before) : -1], message.offsets[place])


def windows(end: int) -> Iterator[slice]:
    """Stretches of the tokens 1..end: equal ones if the message fits into the windows, else its start and its end."""
    if end <= 1:
        return
    count = min(WINDOWS, max(1, -(-(end - 1) // MESSAGE_TOKENS)))
    if end - 1 > WINDOWS * MESSAGE_TOKENS:
        for index in range(WINDOWS - 1):
            yield slice(1 + index * MESSAGE_TOKENS, 1 + (index + 1) * MESSAGE_TOKENS)
        yield slice(end - MESSAGE_TOKENS, end)
        return
    size = -(-(end - 1) // count)
    for index in range(count):
        yield slice(1 + index * size, min(end, 1 + (index + 1) * size))
