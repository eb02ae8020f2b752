"""The zones come from the package and from nowhere else."""

import os
import subprocess
import sys
import zoneinfo
from pathlib import Path

import pytest
import tzdata

from bot.practice.reminding.zones import TZDATA_VERSION, ZoneError, is_zone, zone


def test_the_systems_own_zone_files_are_set_aside() -> None:
    assert zoneinfo.TZPATH == ()


def test_a_folder_of_other_zones_changes_nothing(tmp_path: Path) -> None:
    """A machine whose files are years old, or that points elsewhere, computes the same."""
    (tmp_path / "America").mkdir()
    package = Path(tzdata.__file__).parent / "zoneinfo"
    (tmp_path / "America/Vancouver").write_bytes((package / "Asia/Tokyo").read_bytes())
    code = (
        "from zoneinfo import ZoneInfo; ZoneInfo('America/Vancouver'); from datetime import date;"
        "from bot.practice.reminding.zones import zone; from bot.practice.reminding.clock import instant;"
        "print(instant(zone('America/Vancouver'), date(2026, 12, 1), 570))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONTZPATH": str(tmp_path)},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "2026-12-01 16:30:00+00:00"


def test_the_version_of_the_data_is_known_and_new_enough() -> None:
    assert TZDATA_VERSION >= "2026f"


@pytest.mark.parametrize("key", ["Europe/Berlin", "Asia/Calcutta", "UTC", "America/Argentina/Buenos_Aires"])
def test_names_old_and_new_are_zones(key: str) -> None:
    assert is_zone(key)
    assert zone(key).key == key


@pytest.mark.parametrize(
    "key", ["", "Berlin", "europe/berlin", "../zones", "/etc/localtime", "Europe/", "A" * 500, "\x00", "tzdata.zi"]
)
def test_what_is_no_zone_is_refused_with_a_sentence(key: str) -> None:
    assert not is_zone(key)
    with pytest.raises(ZoneError, match="IANA"):
        zone(key)
