"""`make eval`: how well the coach hears, measured and written to docs/hearing.md. Needs the model, no training packages."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.hearing.assess import read_context
from bot.hearing.cues import Assessment, Context, Cue, Status
from bot.hearing.encoder import MODEL
from bot.hearing.listener import EncoderListener
from bot.hearing.training import perturb
from bot.hearing.training.measure import Figures, expected_calibration_error, figures
from tests.hearing.small_talk import SMALL_TALK
from tests.hearing.test_quantities import measured, shown

HERE = Path(__file__).parent / "hearing"
PAGE = Path(__file__).parents[1] / "docs" / "hearing.md"
CUES = tuple(Cue)
SETS = {
    "unseen-a": "written by somebody who saw no training message; made to be hard: dialect, images, half sentences",
    "unseen-b": "written by somebody else who saw none; everyday people at the difficulty of real use",
    "unseen-c": "written by a third one, labelled by the rubric alone, without the page of conventions that the training writers had; hard and plain ones mixed",
}
CAVEAT = (
    "What has been looked at: the learning rate was one of two tried with unseen-a in sight, the budget for false accusations (0.045 in validation) was settled "
    "with sets a and b in sight for the model before this one, and kept for this one after 0.03 made plain threats doubtful and after c had been judged (0.011 to 0.014 "
    "accusations a message under either). Whether this model or the one before it ships was decided by set c (0.925 against 0.899) and by a sample kept outside this repository "
    "(0.929 against 0.906), so that neither is wholly untouched. No test message was learned from. All writers are language models. Quotes of fewer than four words are "
    "shown with their clause, which makes overlap easier; overlap is counted over rightly heard cues only."
)
FIRST_SIGHT = {  # what the grammar had right of a blind table before it learned from it
    "quantities": "",
    "quantities-blind": "0.933",
    "quantities-blind-2": "0.933",
    "quantities-blind-3": "0.925",
    "quantities-blind-4": "0.823",
    "quantities-blind-5": "0.869",
}
WORST_CUES = 4
EXAMPLES_A_CUE = 3
BINS = 10
RANT = 1000
CHANGES = {
    "typos": perturb.typos,
    "lower case": perturb.lower_case,
    "upper case": perturb.upper_case,
    "no punctuation": perturb.no_punctuation,
    "no apostrophes": perturb.no_apostrophes,
    "long forms for contractions": perturb.long_forms,
    "emoji": perturb.emoji,
    f"inside a rant of {RANT} characters": perturb.rant(SMALL_TALK, RANT),
}


@dataclass(frozen=True)
class Item:
    context: Context
    text: str
    cues: frozenset[Cue]
    evidence: dict[Cue, str]


class Judged:
    """A test set and what the listener hears in it."""

    def __init__(self, name: str, listener: EncoderListener) -> None:
        self.name = name
        self.items = read_items(HERE / f"{name}.jsonl")
        self.heard: list[Assessment] = [listener.listen(item.context, item.text) for item in self.items]

    @cached_property
    def labels(self) -> NDArray[np.bool_]:
        return np.array([[cue in item.cues for cue in CUES] for item in self.items])

    @cached_property
    def verdicts(self) -> NDArray[np.bool_]:
        return matrix(self.heard, Status.HEARD)

    @cached_property
    def unsure(self) -> NDArray[np.bool_]:
        return matrix(self.heard, Status.UNSURE)

    @cached_property
    def probabilities(self) -> NDArray[np.float64]:
        return np.array([[one[cue].probability for cue in CUES] for one in self.heard])

    @cached_property
    def figures(self) -> Figures:
        return figures(self.verdicts, self.labels)


def matrix(heard: Sequence[Assessment], status: Status) -> NDArray[np.bool_]:
    return np.array([[one[cue].status is status for cue in CUES] for one in heard])


def read_items(path: Path) -> list[Item]:
    items = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        evidence = {Cue(cue): words for cue, words in record["evidence"].items()}
        items.append(Item(read_context(record), record["text"], frozenset(map(Cue, record["cues"])), evidence))
    return items


def overlapping(one: str, other: str, text: str) -> bool:
    """Whether two parts of a text share at least one character."""
    first, second = text.find(one), text.find(other)
    return min(first, second) >= 0 and bool(one and other) and first < second + len(other) and second < first + len(one)


def evidence_share(judged: Judged) -> tuple[float, int]:
    """The share of rightly heard cues whose quote overlaps the words that the writer marked, and how many there are."""
    found = [
        overlapping(one[cue].quote, words, item.text)
        for item, one in zip(judged.items, judged.heard, strict=True)
        for cue, words in item.evidence.items()
        if one[cue].status is Status.HEARD
    ]
    return sum(found) / len(found), len(found)


def unchanged(judged: Judged, change: perturb.Change, listener: EncoderListener, cues: str = "all") -> float:
    """The share of verdicts that stay: of all twenty a message, or of those that were heard before or after."""
    chance = random.Random(11)
    same = total = 0
    for item, before in zip(judged.items, judged.heard, strict=True):
        if Cue.OFF_TOPIC in item.cues:
            continue  # small talk around a test message is still no move, but no test of typing either
        after = listener.listen(item.context, change(perturb.mark(item.text, {}), chance).text)
        for cue in CUES:
            one, other = before[cue].status is Status.HEARD, after[cue].status is Status.HEARD
            if cues == "all" or one or other:
                total += 1
                same += one == other
    return same / total


def per_cue(sets: Sequence[Judged]) -> list[str]:
    head = "| cue |" + "".join(f" {one.name}: P | R | F1 | n |" for one in sets)
    lines = [head, "|---|" + "---|" * (4 * len(sets))]
    for row, cue in enumerate(CUES):
        cells = ""
        for one in sets:
            heard, labels = one.verdicts[:, row], one.labels[:, row]
            right = (heard & labels).sum()
            cells += f" {right / max(1, heard.sum()):.2f} | {right / max(1, labels.sum()):.2f} | {one.figures.f1[row]:.2f} | {labels.sum()} |"
        lines.append(f"| {cue.value} |{cells}")
    return lines


def summary(sets: Sequence[Judged]) -> list[str]:
    lines = [
        "| set | messages | macro F1 | good cues missed | false accusations a message | unsure | wrong among sure | ECE |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in sets:
        sure = ~one.unsure
        wrong = (one.verdicts != one.labels)[sure].mean()
        ece = expected_calibration_error(one.probabilities, one.labels)
        f = one.figures
        lines.append(
            f"| {one.name} | {len(one.items)} | {f.macro_f1:.3f} | {f.missed:.3f} | {f.accused:.3f} | {one.unsure.mean():.3f} | {wrong:.3f} | {ece:.3f} |"
        )
    return lines


def reliability(sets: Sequence[Judged]) -> list[str]:
    """Probability against frequency, in ten bins, over all sets."""
    odds = np.concatenate([one.probabilities.ravel() for one in sets])
    truth = np.concatenate([one.labels.ravel() for one in sets])
    places = np.minimum((odds * BINS).astype(int), BINS - 1)
    rows = [(odds[places == b].mean(), truth[places == b].mean(), int((places == b).sum())) for b in range(BINS)]
    names = ", ".join(f'"{p:.2f}"' for p, _, _ in rows)
    lines = [
        "```mermaid",
        "xychart-beta",
        '  title "Reliability: how often a cue is there (bars) at the probability given (line)"',
    ]
    lines += [f"  x-axis [{names}]", '  y-axis "share" 0 --> 1']
    lines += [
        f"  bar [{', '.join(f'{f:.3f}' for _, f, _ in rows)}]",
        f"  line [{', '.join(f'{p:.3f}' for p, _, _ in rows)}]",
        "```",
        "",
    ]
    lines += ["| probability given | share carried | verdicts |", "|---|---|---|"]
    return lines + [f"| {p:.2f} | {f:.2f} | {n} |" for p, f, n in rows]


def confusions(sets: Sequence[Judged]) -> list[str]:
    f1 = np.mean([one.figures.f1 for one in sets], axis=0)
    lines = []
    for row in np.argsort(f1)[:WORST_CUES]:
        cue = CUES[row]
        lines += ["", f"**{cue.value}** (F1 {f1[row]:.2f})", ""]
        for wanted, name in ((True, "missed"), (False, "wrongly heard")):
            texts = [
                item.text
                for one in sets
                for place, item in enumerate(one.items)
                if one.labels[place, row] == wanted and one.verdicts[place, row] != wanted
            ]
            shown_texts = sorted(texts, key=len)[len(texts) // 4 :][:EXAMPLES_A_CUE]
            lines += [f"- {name}: “{' '.join(text.split())}”" for text in shown_texts]
    return lines


def quantities() -> list[str]:
    lines = ["| table | phrases | right | at first sight |", "|---|---|---|---|"]
    right = total = 0
    for name, first in FIRST_SIGHT.items():
        rows = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        found = sum(
            [measured(a) for a in row["amounts"]]
            == [measured(a) for a in shown(row["text"], with_dates=name == "quantities")]
            for row in rows
        )
        right, total = right + found, total + len(rows)
        lines.append(f"| {name} | {len(rows)} | {found / len(rows):.3f} | {first} |")
    return [*lines, f"| all | {total} | {right / total:.3f} | |"]


def page(listener: EncoderListener) -> str:
    sets = [Judged(name, listener) for name in SETS]
    validation = json.loads((MODEL / "validation.json").read_text(encoding="utf-8"))
    evidence = [(one.name, *evidence_share(one)) for one in sets]
    robust = [
        (
            name,
            np.mean([unchanged(one, change, listener) for one in sets]),
            np.mean([unchanged(one, change, listener, "heard") for one in sets]),
        )
        for name, change in CHANGES.items()
    ]
    parts = [
        "# How well the coach hears",
        (
            "Written by `make eval`; do not edit. What the cues mean stands in [cues.md](cues.md), how the model came about in "
            "[decision 5](decisions/0005-hearing-with-a-small-encoder.md) and on [its card](../bot/hearing/model/CARD.md)."
        ),
        "## Test sets",
        "\n".join([*(f"- `tests/hearing/{name}.jsonl`: {what}." for name, what in SETS.items()), "", *summary(sets)]),
        CAVEAT,
        "A cue counts as heard only when it is sure; an unsure one counts as missed. Macro F1 is the mean over the twenty cues.",
        "\n".join(per_cue(sets)),
        "## Writers apart: what each part brings",
        (
            f"Cross-validation in folds of whole writers over {validation['messages']} messages by {validation['writers']} writers; no writer is judged "
            "by a model that has learned from them."
        ),
        validation["table"],
        "## What it mishears most",
        "\n".join(confusions(sets)),
        "## Calibration",
        "\n".join(reliability(sets)),
        "## Evidence",
        "The quoted words overlap those that the writer marked:",
        "\n".join(f"- {name}: {share:.1%} of {n} quotes" for name, share, n in evidence),
        "## Robustness",
        (
            "The share of verdicts that stay the same when only the typing changes, of all twenty a message and of those that were heard "
            "before or after:"
        ),
        "\n".join(
            ["| change | of all | of heard |", "|---|---|---|", *(f"| {n} | {a:.3f} | {h:.3f} |" for n, a, h in robust)]
        ),
        (
            "The aim is 0.95 of all. The other languages that are turned away, and English that is not, stand in `tests/hearing/test_language.py`."
        ),
        "## Cost",
        "By `make bench`, on the machine that wrote this page:",
        "```\n" + cost() + "```",
        "## Quantities",
        (
            "Right in value, unit and rate, all amounts of a phrase. Each blind table is by somebody who had not seen the grammar, the last two "
            "full of traps (room numbers, legal wording, years, idioms). The grammar has learned from all of them since; what it had right at "
            "first sight is what new phrases of that kind can expect."
        ),
        "\n".join(quantities()),
    ]
    return "\n\n".join(parts) + "\n"


def cost() -> str:
    """What `make bench` prints, in a process of its own on one core."""
    return subprocess.run(
        [sys.executable, "-m", "tests.bench_hearing"],
        check=True,
        capture_output=True,
        text=True,
        cwd=PAGE.parent.parent,
    ).stdout


def main() -> None:
    PAGE.write_text(page(EncoderListener()), encoding="utf-8")
    print(f"Written: {PAGE}")


if __name__ == "__main__":
    main()
