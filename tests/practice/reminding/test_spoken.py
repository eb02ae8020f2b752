"""Days as they are spoken of."""

import pytest

from bot.practice.reminding.spoken import DayGroup, spoken_days


@pytest.mark.parametrize(
    ("days", "spoken"),
    [
        (range(7), DayGroup.EVERY_DAY),
        ([4, 3, 2, 1, 0], DayGroup.WEEKDAYS),
        ({5, 6}, DayGroup.WEEKENDS),
        ({4, 0, 2}, (0, 2, 4)),
        ({6}, (6,)),
    ],
)
def test_days_that_have_a_name_together_are_spoken_of_by_it(days: list[int], spoken: object) -> None:
    assert spoken_days(days) == spoken
