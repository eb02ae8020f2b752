"""The commands: `python -m bot chat`, `telegram`, `web`, `worker`, `release`, `assess`, `disputes export`, `check`, `diagrams`, `migrate`, `move-to`, `backup`, `doctor`, `reminders`, and those of `bot/commands`."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from bot.commands.authoring import authoring
from bot.commands.reminders import reminders
from bot.errors import StepdownError

if TYPE_CHECKING:
    from bot.services.deps import Deps

SOMETHING_WRONG = 1
BAD_USAGE = 2
OWNER_ONLY = 0o600

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Practise stepping down."
)
disputes = typer.Typer(no_args_is_help=True, help="What users objected to.")
app.add_typer(disputes, name="disputes")
app.add_typer(authoring)
app.command()(reminders)


@app.command()
def chat(
    script: Annotated[str | None, typer.Option(help="Begin with this script, for example salary-raise.")] = None,
    temperament: Annotated[str | None, typer.Option(help="cooperative, guarded, reactant, for some committee.")] = None,
    seed: Annotated[
        int | None, typer.Option(help="Replay the same counterpart: same constraint, same lines.", min=0, max=2**31 - 1)
    ] = None,
    twist: Annotated[
        str, typer.Option(help="With this turn of events, for example counter_offer (docs/script-format.md).")
    ] = "",
    data: Annotated[Path | None, typer.Option(help="Folder for the database; default: data.")] = None,
    user: Annotated[str, typer.Option(help="Whose rounds: FRONT:ID, for example telegram:501.")] = "terminal:local",
) -> None:
    """Practise in the terminal."""
    from bot.console.chat import Start
    from bot.console.chat import chat as talk
    from bot.services.deps import person_on
    from bot.services.people import AT_THE_TERMINAL
    from bot.settings import read_settings
    from bot.wiring import wired
    from storage.engine import sqlite_url

    front, _, external_id = user.partition(":")
    if not script and (temperament or twist or seed is not None):
        raise typer.BadParameter("--temperament, --twist and --seed go with --script")
    if not front or not external_id:
        raise typer.BadParameter("--user is FRONT:ID, for example telegram:501")
    settings = read_settings()
    if data:
        settings = settings.model_copy(update={"database_url": sqlite_url(data / "stepdown.db")})

    async def run() -> None:
        async with wired(settings) as deps:
            _check_names(deps, script, temperament, twist)
            wanted = deps.library.scripts_by_id.get(script or "")
            easiest = deps.library.temperaments_of(wanted)[0].id if wanted and (seed is not None or twist) else None
            start = Start(
                script=script, temperament=temperament or easiest, seed=seed, twist=twist, files_to=data or Path.cwd()
            )
            await talk(deps, person_on(front, external_id, AT_THE_TERMINAL), start)

    asyncio.run(run())


def _check_names(deps: "Deps", script: str | None, temperament: str | None, twist: str) -> None:
    scripts = sorted(found.id for found in deps.library.scripts)
    names = [found.id for found in deps.library.temperaments]
    if script is not None and script not in scripts:
        raise typer.BadParameter(f"there is no script {script!r}; there are: {', '.join(scripts)}")
    if temperament is not None and temperament not in names:
        raise typer.BadParameter(f"there is no temperament {temperament!r}; there are: {', '.join(names)}")
    taken = [use.id for use in deps.library.scripts_by_id[script].twists] if script else []
    if twist and twist not in taken:
        raise typer.BadParameter(f"{script} has no twist {twist!r}; it has: {', '.join(taken) or 'none'}")


@app.command()
def telegram() -> None:
    """Run the Telegram bot by long polling; needs BOT_TOKEN."""
    from bot.settings import read_settings
    from bot.telegram.app import run
    from bot.wiring import wired

    asyncio.run(run(read_settings(), wired))


@app.command()
def web() -> None:
    """Take updates in by webhook (PostgreSQL only); needs BOT_TOKEN and WEBHOOK_SECRET. The workers answer."""
    from bot.settings import read_settings
    from bot.web.serve import serve

    asyncio.run(serve(read_settings()))


@app.command()
def worker() -> None:
    """Answer what the web processes take in (PostgreSQL only); needs BOT_TOKEN. Any number may run."""
    from bot.settings import read_settings
    from bot.telegram.app import run
    from bot.wiring import wired

    settings = read_settings()
    settings.needs_postgresql("worker")
    asyncio.run(run(settings, wired, receives=False))


@app.command()
def release() -> None:
    """Before new processes start: the schema, and Telegram's knowledge of WEBHOOK_URL."""
    from bot.settings import read_settings
    from bot.telegram.webhook import set_webhook
    from bot.wiring import migrated

    settings = read_settings()
    asyncio.run(migrated(settings.database_url))
    address = asyncio.run(set_webhook(settings))
    print("The database is up to date." + (" Telegram hands updates to WEBHOOK_URL." if address else ""))


@app.command()
def assess(
    gold: Annotated[
        Path | None,
        typer.Option(
            help="A JSON lines file with `cues`: print precision, recall and F1.", exists=True, dir_okay=False
        ),
    ] = None,
) -> None:
    """Judge messages: JSON lines with context on standard input, verdicts as JSON lines on standard output (docs/cues.md)."""
    from bot.hearing.assess import assess_lines, score_against_gold
    from bot.hearing.listener import EncoderListener

    listener = EncoderListener()
    if gold is not None:
        with gold.open(encoding="utf-8") as lines:
            print(score_against_gold(lines, listener).table())
        return
    for verdict in assess_lines(sys.stdin, listener):
        print(json.dumps(verdict))


@disputes.command("export")
def export_disputes(
    output: Annotated[
        Path | None, typer.Option(help="Write to this file, in place of what it holds; default: standard output.")
    ] = None,
) -> None:
    """Write the objections of users who lend theirs, without names, as JSON lines to be labelled (docs/cues.md)."""
    from bot.services.export_disputes import lent_objections
    from bot.settings import read_settings
    from bot.wiring import wired

    async def run(lines: TextIO) -> int:
        count = 0
        async with wired(read_settings()) as deps:
            async for candidate in lent_objections(deps):
                lines.write(json.dumps(candidate) + "\n")
                count += 1
        return count

    if output is None:
        asyncio.run(run(sys.stdout))
        return
    with _opened(output) as lines:
        count = asyncio.run(run(lines))
    print(f"Written: {output}, objections: {count}")


def _opened(path: Path) -> TextIO:
    """The file to write; a new one is for its owner's eyes only, since it holds people's words."""
    try:
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "w", encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be written to: {error.strerror}") from error


@app.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="The dialogues folder, one script's, or one drill; default: the project's own."),
    ] = None,
) -> None:
    """Check every script, temperament, drill and the rubric; every mistake comes as file:line: DLG0xx message."""
    from bot.authoring.drafts import check_one, is_one_script
    from bot.authoring.drills import DrillFile, is_one_drill
    from bot.practice.library import load_library
    from bot.settings import read_settings

    dialogues = read_settings().dialogues
    if folder and is_one_drill(folder):
        DrillFile(folder, dialogues).checked()
        print("All fine.")
        return
    if folder and is_one_script(folder):
        check_one(folder, dialogues)
        print("All fine.")
        return
    library = load_library(folder or dialogues)
    counts = (
        f"Scripts: {len(library.scripts)}, temperaments: {len(library.temperaments)}, drills: {len(library.drills)}"
    )
    print(f"All fine. {counts}.")


@app.command()
def diagrams(folder: Annotated[Path, typer.Option(help="Where to write.")] = Path("docs")) -> None:
    """Write the state graphs as Mermaid diagrams, and a page for each counterpart."""
    from bot.practice.counterpart_pages import counterpart_pages
    from bot.practice.diagrams import diagrams_page
    from bot.practice.library import load_library

    library = load_library()
    (folder / "graphs.md").write_text(diagrams_page(library), encoding="utf-8")
    pages = folder / "counterparts"
    pages.mkdir(exist_ok=True)
    for gone in {page.name for page in pages.glob("*.md")} - set(counterpart_pages(library)):
        (pages / gone).unlink()
    for name, page in counterpart_pages(library).items():
        (pages / name).write_text(page, encoding="utf-8")
    print(f"Written: {folder / 'graphs.md'}, {pages}")


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date; `chat` and `telegram` do so by themselves."""
    from bot.settings import read_settings
    from bot.wiring import migrated

    asyncio.run(migrated(read_settings().database_url))
    print("The database is up to date.")


@app.command("plan-key")
def plan_key() -> None:
    """Print a new key for PLAN_KEYS, which closes what users write about their own meetings."""
    from cryptography.fernet import Fernet

    print(Fernet.generate_key().decode())


@app.command("seal-plans")
def seal_plans() -> None:
    """Close all plans with the first key of PLAN_KEYS, those from before it was set and those of older keys."""
    from bot.commands.seal_plans import seal_all
    from bot.settings import read_settings

    print(f"Sealed with the first key of PLAN_KEYS: {asyncio.run(seal_all(read_settings()))} meetings.")


@app.command()
def doctor() -> None:
    """Check this installation and say what to do, a line a check; exit status 1 where something is wrong."""
    from bot.doctor.checks import examination
    from bot.doctor.findings import Status, printable

    async def run() -> bool:
        fine = True
        async for finding in examination():
            print(printable(finding.line(), sys.stdout.encoding), flush=True)
            fine = fine and finding.status is not Status.WRONG
        return fine

    if not asyncio.run(run()):
        raise typer.Exit(SOMETHING_WRONG)


@app.command("move-to")
def move_to(
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help="postgresql://user@host/database, an empty one; the password may stand in PGPASSWORD instead.",
        ),
    ],
) -> None:
    """Copy the SQLite installation of DATABASE_URL into an empty PostgreSQL database; the bot must be stopped."""
    from bot.settings import read_settings
    from storage.move import move

    moved = asyncio.run(move(read_settings().database_url, url))
    for table in moved:
        print(f"{table.name}: {table.rows}")
    print(f"Moved and compared: {len(moved)} tables, {sum(table.rows for table in moved)} rows.")
    print("Now set DATABASE_URL to the new address and start the bot. Keep the old file until you are satisfied.")


@app.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; none is overwritten.")]) -> None:
    """Copy the SQLite installation of DATABASE_URL into one file and check it; the bot must be stopped."""
    from bot.settings import read_settings
    from storage.backup import backup as back_up

    size = back_up(read_settings().database_url, file)
    print(f"Written and checked: {file}, {size} bytes. It holds people's words: keep it where only you can read it.")


def main() -> None:
    """Runs a command; an error that was foreseen (it has a stable code) becomes one sentence and exit status 2."""
    try:
        app()
    except Exception as error:
        from storage.errors import StorageError

        # A database library's errors have codes as well, and words that may repeat a row.
        if not isinstance(error, StepdownError | StorageError):
            raise
        print(error, file=sys.stderr)
        sys.exit(BAD_USAGE)


if __name__ == "__main__":
    main()
