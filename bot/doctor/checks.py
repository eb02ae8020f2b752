"""All checks of an installation, in the order in which one mends it; each imports what it looks at itself, so that a broken part breaks one line only."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from bot.doctor.findings import Finding, Status
from bot.settings import Settings, SettingsError, read_settings

Check = Callable[[], Awaitable[Sequence[Finding]]]


async def examination() -> AsyncIterator[Finding]:
    """The findings, one after the other; raises nothing."""
    settings = _settings_or_error()
    for subject, check in _checks(settings):
        for finding in await guarded(subject, check):
            yield finding


async def guarded(subject: str, check: Check) -> Sequence[Finding]:
    """What `check` finds; an error that it did not foresee is a finding too."""
    try:
        return await check()
    except ImportError as error:
        told = f"A package cannot be loaded: {error.name or type(error).__name__}."
        return [Finding(Status.WRONG, subject, told, "Install the requirements again, as the README says.")]
    except Exception as error:  # noqa: BLE001 (whatever is broken, the other checks have their say)
        told = f"The check itself failed ({type(error).__name__})."
        return [Finding(Status.WRONG, subject, told, "Please report this line.")]


def _settings_or_error() -> Settings | SettingsError:
    try:
        return read_settings()
    except SettingsError as error:
        return error


def _checks(settings: Settings | SettingsError) -> list[tuple[str, Check]]:
    of_the_program: list[tuple[str, Check]] = [("hearing", _hearing), ("time zones", _time_zones)]
    first: list[tuple[str, Check]] = [("settings", lambda: _settings(settings)), ("Python", _python)]
    if isinstance(settings, SettingsError):
        return [*first, *of_the_program, ("the rest", _the_rest)]
    return [
        *first,
        ("database", lambda: _database(settings)),
        ("retention", lambda: _retention(settings)),
        ("reminders", lambda: _reminders(settings)),
        ("dialogues", lambda: _dialogues(settings.dialogues)),
        *of_the_program,
        ("token", lambda: _token(settings)),
        ("Telegram", lambda: _telegram(settings)),
    ]


async def _settings(settings: Settings | SettingsError) -> list[Finding]:
    from bot.doctor.surroundings import settings_finding

    return [settings_finding(settings)]


async def _python() -> list[Finding]:
    from bot.doctor.surroundings import python_finding

    return [python_finding()]


async def _database(settings: Settings) -> list[Finding]:
    from bot.doctor.database import database_findings

    return await database_findings(settings.database_url, settings.database_pool)


async def _retention(settings: Settings) -> list[Finding]:
    from bot.doctor.retention import retention_findings

    return await retention_findings(settings.database_url, settings.retention_days)


async def _reminders(settings: Settings) -> list[Finding]:
    from bot.doctor.reminders import reminders_findings

    return await reminders_findings(settings.database_url)


async def _dialogues(folder: Path) -> list[Finding]:
    from bot.doctor.coaching import dialogues_finding

    return [dialogues_finding(folder)]


async def _hearing() -> list[Finding]:
    from bot.doctor.coaching import hearing_finding

    return [hearing_finding()]


async def _time_zones() -> list[Finding]:
    from bot.doctor.surroundings import zones_finding

    return [zones_finding()]


async def _token(settings: Settings) -> list[Finding]:
    from bot.doctor.telegram import token_finding

    return [token_finding(settings)]


async def _telegram(settings: Settings) -> list[Finding]:
    from bot.doctor.telegram import telegram_findings

    return await telegram_findings(settings)


async def _the_rest() -> list[Finding]:
    told = "Database, dialogues, token and Telegram were not looked at."
    return [Finding(Status.LOOK, "the rest", told, "Put the settings right first.")]
