"""What the environment may hold."""

import pytest

from bot.settings import Settings, SettingsError, read_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_POOL", "0"),
        ("DATABASE_POOL", "51"),
        ("DATABASE_POOL", "many"),
        ("DATABASE_STATEMENT_SECONDS", "0"),
        ("DATABASE_STATEMENT_SECONDS", "301"),
        ("RETENTION_DAYS", "0"),
        ("RETENTION_DAYS", "36501"),
    ],
)
def test_a_setting_out_of_bounds_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as error:
        read_settings()
    assert "many" not in str(error.value)


def test_a_process_takes_five_connections_unless_told_otherwise() -> None:
    assert Settings().database_pool == 5
    assert Settings().database_statement_seconds == 15


def test_rounds_are_kept_unless_a_limit_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().retention_days is None
    monkeypatch.setenv("RETENTION_DAYS", "90")
    assert Settings().retention_days == 90
