"""The commands: `python -m bot chat`, `telegram`, `assess`, `check`, `diagrams`, `migrate`."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import StepdownError

BAD_USAGE = 2

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Practise stepping down."
)


@app.command()
def chat(
    script: Annotated[str | None, typer.Option(help="Begin with this script, for example salary-raise.")] = None,
    temperament: Annotated[str | None, typer.Option(help="cooperative, guarded or reactant.")] = None,
    seed: Annotated[int | None, typer.Option(help="Replay the same counterpart: same constraint, same lines.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder for the database; default: data.")] = None,
    user: Annotated[str, typer.Option(help="Whose rounds: FRONT:ID, for example telegram:501.")] = "terminal:local",
) -> None:
    """Practise in the terminal."""
    from bot.console.chat import Start
    from bot.console.chat import chat as talk
    from bot.services.deps import Person
    from bot.settings import read_settings
    from bot.wiring import wired
    from storage.records import Identity

    front, _, external_id = user.partition(":")
    if not front or not external_id:
        raise typer.BadParameter("--user is FRONT:ID, for example telegram:501")
    url = f"sqlite:///{data / 'stepdown.db'}" if data else read_settings().database_url
    begin_with = temperament or ("cooperative" if script and seed is not None else None)

    async def run() -> None:
        async with wired(url) as deps:
            _check_names(deps.library, script, begin_with)
            start = Start(script=script, temperament=begin_with, seed=seed, files_to=data or Path.cwd())
            await talk(deps, Person(Identity(front=front, external_id=external_id), "you"), start)

    asyncio.run(run())


def _check_names(library: object, script: str | None, temperament: str | None) -> None:
    from bot.practice.library import Library

    if not isinstance(library, Library):
        return
    scripts = sorted(found.id for found in library.scripts)
    names = [found.id for found in library.temperaments]
    if script is not None and script not in scripts:
        raise typer.BadParameter(f"there is no script {script!r}; there are: {', '.join(scripts)}")
    if temperament is not None and temperament not in names:
        raise typer.BadParameter(f"there is no temperament {temperament!r}; there are: {', '.join(names)}")


@app.command()
def telegram() -> None:
    """Run the Telegram bot by long polling; needs BOT_TOKEN."""
    from bot.settings import read_settings
    from bot.telegram.app import run

    asyncio.run(run(read_settings()))


@app.command()
def assess(
    gold: Annotated[
        Path | None, typer.Option(help="A JSON lines file with `cues`: print precision, recall and F1.")
    ] = None,
) -> None:
    """Judge messages: JSON lines with context on standard input, verdicts as JSON lines on standard output (docs/cues.md)."""
    from bot.hearing.assess import assess_lines, score_against_gold
    from bot.hearing.listener import RuleListener

    listener = RuleListener()
    if gold is not None:
        with gold.open(encoding="utf-8") as lines:
            print(score_against_gold(lines, listener))
        return
    for verdict in assess_lines(sys.stdin, listener):
        print(json.dumps(verdict, ensure_ascii=False))


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="The dialogues folder; default: the project's own.")] = None,
) -> None:
    """Check every script, temperament and the rubric; every mistake comes as file:line: DLG0xx message."""
    from bot.practice.library import DIALOGUES, load_library

    library = load_library(folder or DIALOGUES)
    print(f"{len(library.scripts)} scripts in {len(library.temperaments)} temperaments: all fine.")


@app.command()
def diagrams(output: Annotated[Path, typer.Option(help="Where to write.")] = Path("docs/graphs.md")) -> None:
    """Write the state graphs of the temperaments as Mermaid diagrams."""
    from bot.practice.diagrams import diagrams_page
    from bot.practice.library import load_library

    output.write_text(diagrams_page(load_library()), encoding="utf-8")
    print(f"Written: {output}")


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date; `chat` and `telegram` do so by themselves."""
    from bot.settings import read_settings
    from bot.wiring import migrated

    asyncio.run(migrated(read_settings().database_url))
    print("The database is up to date.")


def main() -> None:
    """Runs a command; an error that was foreseen becomes one sentence and exit status 2."""
    try:
        app()
    except StepdownError as error:
        sys.exit(_told(error))
    except Exception as error:
        if getattr(type(error), "code", None) is None:
            raise
        sys.exit(_told(error))


def _told(error: Exception) -> int:
    print(error, file=sys.stderr)
    return BAD_USAGE


if __name__ == "__main__":
    main()
