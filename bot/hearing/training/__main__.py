"""`python -m bot.hearing.training check | agreement | train`; see docs/hearing-training.md."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import StepdownError
from bot.hearing.training.agreement import agreement as agree
from bot.hearing.training.agreement import table
from bot.hearing.training.corpus import DATA, read_corpus, read_labels
from bot.hearing.training.review import count, problems, read_test_texts, shortages

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.command()
def check(
    data: Annotated[Path, typer.Option(help="Folder of the labelled messages.")] = DATA,
    tests: Annotated[list[Path] | None, typer.Option(help="Test sets that must not be learned from.")] = None,
) -> None:
    """Labels against the rules of docs/cues.md, doubles, leaks from test sets, counts. Status 1 if anything is wrong."""
    examples = read_corpus(data)
    sets = tests if tests is not None else sorted(Path("tests/hearing").glob("*.jsonl"))
    counts = count(examples)
    wrong = [*problems(examples, read_test_texts(sets)), *shortages(counts)]
    print("\n".join([*wrong, counts.table(), f"{len(wrong)} problems; held against {len(sets)} test sets"]))
    sys.exit(1 if wrong else 0)


@app.command()
def agreement(
    data: Annotated[Path, typer.Option(help="Folder of the labelled messages.")] = DATA,
    second: Annotated[Path, typer.Option(help="The second annotator's labels.")] = DATA / "second",
) -> None:
    """How far a second annotator, who saw no label, agrees with the first labels and with the settled ones."""
    settled = {example.id: example.cues for example in read_corpus(data)}
    seconds = [read_labels(path) for path in sorted(second.glob("*.jsonl"))]
    first = {id_: label.first for labels in seconds for id_, label in labels.items()}
    other = {id_: label.second for labels in seconds for id_, label in labels.items()}
    print(f"{len(other)} messages labelled twice\n\nfirst annotator against second\n{table(agree(first, other))}")
    print(f"\nsecond annotator against the settled labels\n{table(agree(other, settled))}")


@app.command()
def train(
    base: Annotated[
        Path | None, typer.Option(help="Folder of the base encoder; default: the installed package.")
    ] = None,
    work: Annotated[Path, typer.Option(help="Where logits of the validation are kept.")] = Path("build"),
    output: Annotated[Path | None, typer.Option(help="Where the model is written; default: bot/hearing/model.")] = None,
    reuse: Annotated[bool, typer.Option(help="Take the networks of the last run.")] = False,  # noqa: FBT002
) -> None:
    """Cross-validates, trains on everything, fits the judgement, writes the model. Seeded; an hour or more on two cores."""
    from bot.hearing.encoder import MODEL
    from bot.hearing.training.pipeline import learn, publish

    work.mkdir(exist_ok=True)
    if not reuse:
        learn(base, work)
    publish(base, work, output or MODEL)


if __name__ == "__main__":
    try:
        app()
    except StepdownError as error:
        sys.exit(str(error))
