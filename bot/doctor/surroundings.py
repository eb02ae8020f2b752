"""What the program stands on: the environment, Python, the table of time zones."""

import platform
from importlib import import_module

from bot.doctor.findings import Finding, Status
from bot.settings import Settings, SettingsError


def settings_finding(settings: Settings | SettingsError) -> Finding:
    """Names of variables only: a value may be a secret."""
    if isinstance(settings, SettingsError):
        return Finding(Status.WRONG, "settings", f"{settings}.", "Put these variables right or unset them.")
    try:
        settings.metrics_secret()
    except SettingsError as error:
        told, _, advice = str(error).partition(". ")
        return Finding(Status.WRONG, "settings", f"{told}.", advice)
    given = sorted(name.upper() for name in settings.model_fields_set)
    told = f"Readable; set: {', '.join(given)}." if given else "Readable; none is set."
    return Finding(Status.OK, "settings", told)


def python_finding(system: str = "") -> Finding:
    system = system or platform.system()
    told = f"{platform.python_version()} on {system} {platform.machine()}."
    if system == "Windows":
        advice = "On Windows nothing keeps two processes from one SQLite file, so start one at a time."
        return Finding(Status.LOOK, "Python", told, advice)
    return Finding(Status.OK, "Python", told)


def zones_finding(package: str = "tzdata") -> Finding:
    try:
        zones = import_module(package)
    except ImportError:
        advice = "Install it (pip install tzdata): reminders will need it."
        return Finding(Status.LOOK, "time zones", f"The package {package} is not there.", advice)
    return Finding(Status.OK, "time zones", f"{package} {zones.IANA_VERSION}.")
