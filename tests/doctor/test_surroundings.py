import pytest

from bot.doctor.findings import Status
from bot.doctor.surroundings import python_finding, settings_finding, zones_finding
from bot.settings import Settings, SettingsError


def test_settings_that_are_set_are_named_without_their_values() -> None:
    settings = Settings.model_validate({"bot_token": "123456:AAmade-up", "database_url": "postgresql://a:hunter2@b/c"})
    finding = settings_finding(settings)
    assert finding.status is Status.OK
    assert finding.told == "Readable; set: BOT_TOKEN, DATABASE_URL."


def test_without_any_variable_all_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert settings_finding(Settings()).line() == "ok     settings     Readable; none is set."


def test_unusable_settings_are_wrong() -> None:
    finding = settings_finding(SettingsError("The environment holds something unusable. LOG_LEVEL: too loud"))
    assert finding.status is Status.WRONG
    assert finding.line().endswith("LOG_LEVEL: too loud. Put these variables right or unset them.")


def test_figures_that_everybody_could_read_are_wrong() -> None:
    given = {"metrics_port": 9100, "metrics_host": "192.0.2.1"}
    finding = settings_finding(Settings.model_validate(given))
    assert finding.status is Status.WRONG
    assert finding.told == "METRICS_HOST opens the metrics to other machines, and no METRICS_TOKEN keeps them shut."
    assert finding.advice == "Set one, or unset METRICS_HOST."


def test_python_is_told_with_its_platform() -> None:
    finding = python_finding("Linux")
    assert finding.status is Status.OK
    assert finding.told.startswith("3.")
    assert " on Linux " in finding.told


def test_on_windows_somebody_has_to_mind_the_file() -> None:
    finding = python_finding("Windows")
    assert finding.status is Status.LOOK
    assert "one at a time" in finding.advice


def test_time_zones_are_told_with_their_version() -> None:
    finding = zones_finding()
    assert finding.status is Status.OK
    assert finding.told.startswith("tzdata 20")


def test_missing_time_zones_are_worth_a_look() -> None:
    finding = zones_finding("no_such_package")
    assert finding.status is Status.LOOK
    assert "reminders" in finding.advice
