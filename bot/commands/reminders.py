"""`python -m bot reminders`: one user's reminders, for whoever keeps the bot running."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.services.look_ahead import Outlook

_MOST = 366


def reminders(
    user: Annotated[str, typer.Option(help="Whose: FRONT:ID, for example telegram:501, or the ID alone.")],
    following: Annotated[int, typer.Option("--next", help="How many to come.", min=1, max=_MOST)] = 20,
) -> None:
    """Show when somebody will be reminded, by their clock and by UTC, and what became of the last ten."""
    from bot.database import database_of
    from bot.services.look_ahead import look_ahead
    from bot.settings import read_settings
    from storage.records import Identity

    front, colon, number = user.partition(":")
    identity = Identity(front=front, external_id=number) if colon else Identity(front="telegram", external_id=user)

    async def run() -> "Outlook | None":
        database = database_of(read_settings())
        try:
            return await look_ahead(database, identity, datetime.now(UTC), following)
        finally:
            await database.dispose()

    found = asyncio.run(run())
    if found is None:
        raise typer.BadParameter(f"{user} has no plan of reminders; --user is FRONT:ID, for example telegram:501")
    for line in _lines(found):
        print(line)


def _lines(found: "Outlook") -> Iterator[str]:
    from bot.texts.reminding import plan_lines

    yield next(plan_lines(found.plan))
    yield f"Zone: {found.zone or 'not known yet'}"
    yield f"To come: {len(found.coming)}"
    for slot, at in found.coming:
        yield f"  {_local(at)}  {_utc(at)}  {_named(slot)}"
    yield f"The last: {len(found.decided)}"
    for one in found.decided:
        yield f"  {_local(one.at)}  {_utc(one.at)}  {_named(one.slot)}  of {one.on}: {one.status}"


def _local(at: datetime) -> str:
    from bot.texts.reminding import offset

    return f"{at:%a %Y-%m-%d %H:%M} {offset(at):<9}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def _named(slot: int) -> str:
    return f"slot {slot}" if slot else "digest"
