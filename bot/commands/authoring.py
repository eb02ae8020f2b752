"""The authors' commands: `play`, `new-script`, `coverage`, `variety`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.authoring.coverage import Coverage

SOMETHING_WRONG = 1
PAGE = Path("docs/variety.md")

authoring = typer.Typer()
_MOST_SHOWN = 20


@authoring.command()
def play(
    file: Annotated[Path, typer.Argument(help="A script.yaml anywhere, or the folder it lies in.")],
    state: Annotated[str | None, typer.Option("--from", help="Begin in this state, for example baiting.")] = None,
    *,
    what_hears: Annotated[
        bool, typer.Option("--what-hears", help="Show what was heard in each line, and the move.")
    ] = False,
    temperament: Annotated[str | None, typer.Option(help="cooperative, guarded, reactant, for some committee.")] = None,
    twist: Annotated[str, typer.Option(help="With this turn of events, for example counter_offer.")] = "",
    seed: Annotated[int, typer.Option(help="Picks the constraint and the lines.", min=0, max=2**31 - 1)] = 0,
) -> None:
    """Play a script that is being written; the talk follows the file when it is saved. Nothing is stored."""
    from bot.authoring.drafts import DraftFile
    from bot.authoring.rehearsal import Rehearsal, Setting
    from bot.console.rehearse import rehearse
    from bot.hearing.listener import EncoderListener
    from bot.settings import read_settings

    draft = DraftFile(file, read_settings().dialogues)
    playable = draft.read()
    rehearsal = Rehearsal(playable, Setting(temperament, seed, state, twist), EncoderListener())
    rehearse(draft, playable, rehearsal, what_hears=what_hears)


@authoring.command("new-script")
def new_script(
    script_id: Annotated[str, typer.Argument(metavar="ID", help="For example landlord-repairs.")],
    into: Annotated[
        Path | None, typer.Option(help="The folder to make it in; default: the scripts folder of the dialogues.")
    ] = None,
) -> None:
    """Begin a script: a folder that says what to write where; its check is the list of things to do."""
    from bot.authoring.scaffold import new_script as begin
    from bot.settings import read_settings

    dialogues = read_settings().dialogues
    folder = begin(script_id, into or dialogues / "scripts", dialogues)
    print(f"Written: {folder / 'script.yaml'} and walkthroughs.yaml beside it.")
    print(f"What is to be written: python -m bot check {folder}")
    print(f"Try it at any time:    python -m bot play {folder}")


@authoring.command()
def coverage(
    scripts: Annotated[list[str] | None, typer.Argument(help="Only these; each with what it misses.")] = None,
    least: Annotated[
        float, typer.Option(help="The share in percent below which the exit status is 1.", min=0, max=100)
    ] = 95,
) -> None:
    """Show which answers (state, move) the walkthroughs touch, and name those that none does."""
    from bot.authoring.coverage import coverage as cover
    from bot.practice.library import load_library
    from bot.settings import read_settings

    *rows, overall = cover(load_library(read_settings().dialogues), scripts or ())
    for row in rows:
        print(_share(row.script, row))
        if scripts:
            _print_missing(row)
    print(_share("together", overall))
    if len(rows) > 1 or not scripts:
        _print_missing(overall)
    if overall.share < least:
        print(f"Less than {least:g} %. A walkthrough that goes there would show it.")
        raise typer.Exit(SOMETHING_WRONG)


def _share(name: str, row: "Coverage") -> str:
    return f"{name:<32} {len(row.touched):>3} of {len(row.reachable):>3} {row.share:>6.1f} %"


def _print_missing(row: "Coverage") -> None:
    for state, moves in row.missing.items():
        print(f"  {state}: {', '.join(moves)}")


@authoring.command()
def prove(
    file: Annotated[Path, typer.Argument(help="A script.yaml anywhere, or the folder it lies in; or a drill.")],
) -> None:
    """Play the walkthroughs of a script, or judge the golden answers of a drill, and name what goes otherwise than written."""
    from bot.authoring.drafts import DraftFile
    from bot.authoring.drills import is_one_drill
    from bot.authoring.golden import deviations
    from bot.hearing.listener import EncoderListener
    from bot.settings import read_settings

    if is_one_drill(file):
        _prove_drill(file, read_settings().dialogues)
        return
    library = DraftFile(file, read_settings().dialogues).with_walkthroughs()
    wrong = 0
    for _, walkthrough, differs in deviations(library, EncoderListener()):
        wrong += bool(differs)
        print(f"{walkthrough}: {'otherwise than written' if differs else 'as written'}")
        if differs:
            print(differs)
    if wrong:
        raise typer.Exit(SOMETHING_WRONG)


def _prove_drill(file: Path, dialogues: Path) -> None:
    from bot.authoring.drill_golden import drill_deviations
    from bot.authoring.drills import DrillFile
    from bot.hearing.listener import EncoderListener

    loaded = DrillFile(file, dialogues).readable()
    found = list(drill_deviations(loaded, EncoderListener()))
    print(*found or [f"{loaded.model.id}: every line is judged as written"], sep="\n")
    if found:
        raise typer.Exit(SOMETHING_WRONG)


@authoring.command()
def walks(
    count: Annotated[int, typer.Option(help="How many.", min=1)] = 10_000,
    seed: Annotated[int, typer.Option(help="Walks the same ways again.")] = 0,
) -> None:
    """Walk at random through every script, temperament and turn of events: each walk must end, and never want for a line."""
    from bot.authoring.walks import LONGEST, stumbles
    from bot.practice.library import load_library
    from bot.settings import read_settings

    found = list(stumbles(load_library(read_settings().dialogues), count, seed))
    for stumble in found[:_MOST_SHOWN]:
        print(stumble)
    print(f"{count} walks, seed {seed}: {len(found)} went wrong (not over within {LONGEST} turns, or without a line).")
    if found:
        raise typer.Exit(SOMETHING_WRONG)


@authoring.command()
def variety(
    temperament: Annotated[str | None, typer.Option(help="Default: the easiest, whose talks are shortest.")] = None,
    *,
    write: Annotated[bool, typer.Option("--write", help=f"Write {PAGE} instead of printing.")] = False,
    output: Annotated[Path, typer.Option(help="Where --write writes.")] = PAGE,
) -> None:
    """Measure how long a counterpart stays fresh: 200 rounds of a good and of a poor player with each script."""
    from bot.authoring.editions import AuthoringError
    from bot.authoring.variety import variety as measure
    from bot.authoring.variety import variety_page
    from bot.practice.library import load_library
    from bot.settings import read_settings

    library = load_library(read_settings().dialogues)
    name = temperament or library.temperaments[0].id
    page = variety_page(measure(library, name), name)
    if not write:
        print(page, end="")
        return
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise AuthoringError(f"{output} cannot be written: {error.strerror}.") from error
    print(f"Written: {output}")
