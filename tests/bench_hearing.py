"""`make bench`: what hearing costs on one core. Absolute numbers belong to the machine; the ratios travel."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.hearing.assess import read_context
from bot.hearing.cues import Context
from bot.hearing.listener import EncoderListener
from bot.hearing.numbers.quantities import find_quantities
from tests.figures import resting_memory

HERE = Path(__file__).parent / "hearing"
WORDS = 60
REPEATS = 3
LONG = 4096
HOSTILE = (
    "why not six weeks, or two? " * 400,
    "a" * LONG,
    "1/" * LONG,
    "9 to " * LONG,
    "😀" * LONG,
    "<b>&amp;</b> " * LONG,
)


def timed(call: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def messages() -> list[tuple[Context, str]]:
    records = [
        json.loads(line)
        for name in ("unseen-a", "unseen-b")
        for line in (HERE / f"{name}.jsonl").open(encoding="utf-8")
    ]
    return [(read_context(r), r["text"]) for r in records if len(r["text"].split()) <= WORDS]


def share(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def main() -> None:
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as data:
        resting = resting_memory(data)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    load = timed(
        lambda: subprocess.run(
            [sys.executable, "-c", "from bot.hearing.listener import EncoderListener; EncoderListener()"], check=True
        )
    )
    bare = timed(lambda: subprocess.run([sys.executable, "-c", "import bot.hearing.cues"], check=True))
    listener = EncoderListener()
    asked = messages()
    for context, text in asked[:20]:
        listener.listen(context, text)
    times = [timed(partial(listener.listen, context, text)) for _ in range(REPEATS) for context, text in asked]
    amounts = [timed(partial(find_quantities, text)) for _, text in asked]
    context = asked[0][0]
    worst = max(timed(partial(listener.listen, context, text[:LONG])) for text in HOSTILE for _ in range(REPEATS))
    p50, p95 = share(times, 0.5), share(times, 0.95)
    print(f"{len(asked)} messages of up to {WORDS} words, {REPEATS} times, one core")
    print(
        f"  p50 {p50:.1f} ms, p95 {p95:.1f} ms (x {p95 / p50:.1f}); reading amounts is {share(amounts, 0.5) / p50:.1%} of it"
    )
    print(f"  worst of {len(HOSTILE)} hostile texts of {LONG} characters: {worst:.0f} ms (x {worst / p50:.1f})")
    print(
        f"  loading the model, its libraries and Python: {load / 1000:.2f} s (x {load / bare:.1f} of Python with the cues alone)"
    )
    print(f"  the Telegram bot at rest: {resting:.0f} MB resident")


if __name__ == "__main__":
    main()
