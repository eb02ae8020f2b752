"""What people type after /remind."""

import time

import pytest

from bot.practice.reminding.misread import Off, Trouble, Unclear
from bot.practice.reminding.said import Wanted, said_times
from bot.practice.reminding.said_words import LONGEST

DAYS = "MTWtFSs"


def told(text: str) -> str:
    """As "08:30 20:00 MTWtF ?": the times, the days where some were said, and a mark for a guess."""
    found = said_times(text)
    assert isinstance(found, Wanted), found
    times = " ".join(f"{minute // 60:02}:{minute % 60:02}" for minute in found.times)
    days = " ".join(["", "".join(DAYS[day] for day in sorted(found.days))]) if found.days_said else ""
    assert found.days_said or found.days == frozenset(range(7))
    return f"{times}{days}{' ?' if found.morning_taken else ''}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8:30", "08:30"),
        ("08:30", "08:30"),
        ("8.30", "08:30"),
        ("8.30am", "08:30"),
        ("8:30 AM", "08:30"),
        ("8:30 a.m.", "08:30"),
        ("8:30 p.m.", "20:30"),
        ("8:30 P. M.", "20:30"),
        ("6 a m", "06:00"),
        ("8am", "08:00"),
        ("8 pm", "20:00"),
        ("8p", "20:00"),
        ("8am8pm", "08:00 20:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12:30 am", "00:30"),
        ("20:30pm", "20:30"),
        ("21h", "21:00"),
        ("21 h", "21:00"),
        ("21h30", "21:30"),
        ("8h 20h", "08:00 20:00"),
        ("20 uhr", "20:00"),
        ("20 Uhr 30", "20:30"),
        ("8 Uhr 20 Uhr", "08:00 20:00"),
        ("0730", "07:30"),
        ("730", "07:30"),
        ("1745", "17:45"),
        ("1745h", "17:45"),
        ("8:30:00", "08:30"),
        ("8 : 30", "08:30"),
        ("0:00", "00:00"),
        ("24:00", "00:00"),
        ("2400", "00:00"),
        ("noon", "12:00"),
        ("midday", "12:00"),
        ("midnight", "00:00"),
        ("12 noon", "12:00"),
        ("12 midnight", "00:00"),
        ("12", "12:00"),
        ("17", "17:00"),
        ("08", "08:00"),
        ("8：30", "08:30"),  # full width
        ("٨:٣٠", "08:30"),
        ("8:30!", "08:30"),
        ("⏰ 8:30", "08:30"),
        ("eight am and eight pm", "08:00 20:00"),
        ("quarter past 8 am", "08:15"),
    ],
)
def test_a_time_is_read_in_every_way_it_is_written(text: str, meant: str) -> None:
    assert told(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8", "08:00 ?"),
        ("at 8", "08:00 ?"),
        ("seven", "07:00 ?"),
        ("7 o'clock", "07:00 ?"),
        ("7 o\u2019clock", "07:00 ?"),
        ("half past eight", "08:30 ?"),
        ("half eight", "08:30 ?"),
        ("halb neun", "08:30 ?"),
        ("viertel nach acht", "08:15 ?"),
        ("quarter to nine", "08:45 ?"),
        ("ten past eight", "08:10 ?"),
        ("20 to 9", "08:40 ?"),
        ("eight thirty", "08:30 ?"),
        ("7 and 8", "07:00 08:00 ?"),
        ("8 and 9pm", "08:00 21:00 ?"),
        ("8 and 20:15", "08:00 20:15"),  # who writes 20:15 counts to 24
        ("8:30, 12, 17:45 mon-sat", "08:30 12:00 17:45 MTWtFS"),
    ],
)
def test_a_bare_hour_is_the_morning_and_says_that_it_is_a_guess(text: str, meant: str) -> None:
    assert told(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8 in the morning", "08:00"),
        ("8 in the evening", "20:00"),
        ("3 in the afternoon", "15:00"),
        ("10 at night", "22:00"),
        ("1 at night", "01:00"),
        ("12 at night", "00:00"),
        ("8:30 in the evening", "20:30"),
        ("7 Uhr morgens", "07:00"),
        ("every evening at 8", "20:00 MTWtFSs"),
        ("8 every evening", "20:00 MTWtFSs"),
        ("every morning at 8", "08:00 MTWtFSs"),
        ("monday evenings 8", "20:00 M"),
        ("8 in the morning and 9 in the evening", "08:00 21:00"),
        ("in the morning at 8 and in the evening at 9", "08:00 21:00"),
        ("every morning at 8 and every evening at 9", "08:00 21:00 MTWtFSs"),
    ],
)
def test_the_part_of_the_day_tells_which_hour(text: str, meant: str) -> None:
    assert told(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8:30 weekdays", "08:30 MTWtF"),
        ("8.30am mon-fri", "08:30 MTWtF"),
        ("Mon\u2013Fri 8:30", "08:30 MTWtF"),
        ("mon to fri at 8:30", "08:30 MTWtF"),
        ("from monday through friday at 8:30", "08:30 MTWtF"),
        ("Mo.-Fr. 8:30", "08:30 MTWtF"),
        ("m-f 8:30", "08:30 MTWtF"),
        ("every weekday at 9am", "09:00 MTWtF"),
        ("workdays 17:45", "17:45 MTWtF"),
        ("um 20 uhr werktags", "20:00 MTWtF"),
        ("à 7h30 en semaine", "07:30 MTWtF"),
        ("every day at 7:00", "07:00 MTWtFSs"),
        ("daily 7:00", "07:00 MTWtFSs"),
        ("7 days a week 8:00", "08:00 MTWtFSs"),
        ("a las 9:00 todos los días", "09:00 MTWtFSs"),
        ("täglich 9:00", "09:00 MTWtFSs"),
        ("tous les jours à 9h", "09:00 MTWtFSs"),
        ("weekends 10am", "10:00 Ss"),
        ("on the weekend at 11:00", "11:00 Ss"),
        ("am Wochenende 10:00", "10:00 Ss"),
        ("mon wed fri 18:00", "18:00 MWF"),
        ("mon/wed/fri 18:00", "18:00 MWF"),
        ("mon, wed and fri 18:00", "18:00 MWF"),
        ("mo, mi, fr 8:00", "08:00 MWF"),
        ("18.00 tue. thu.", "18:00 Tt"),
        ("tue-thu 9:00", "09:00 TWt"),
        ("fri-mon 8:00", "08:00 MFSs"),
        ("mondays and wednesdays at 6pm", "18:00 MW"),
        ("saturday & sunday 11:00", "11:00 Ss"),
        ("lun-ven 8h", "08:00 MTWtF"),
        ("lun à ven 8h", "08:00 MTWtF"),
        ("mercredi 8h", "08:00 W"),
        ("miércoles 8h", "08:00 W"),
        ("Donnerstag 8:00", "08:00 t"),
        ("wensday 8:00", "08:00 W"),
        ("thrusday 18:30", "18:30 t"),
        ("every day except sunday at 8:00", "08:00 MTWtFS"),
        ("daily 8:00 except sunday", "08:00 MTWtFS"),
        ("weekdays but not friday 9:00", "09:00 MTWt"),
        ("8:00 weekdays, 8:00 weekends", "08:00 MTWtFSs"),
        ("8:30 weekdays and 17:00", "08:30 17:00 MTWtF"),
        ("please remind me at 8:30 on fridays", "08:30 F"),
    ],
)
def test_days_are_read_one_by_one_in_spans_and_in_groups(text: str, meant: str) -> None:
    assert told(text) == meant


def test_times_are_sorted_and_each_stands_once() -> None:
    assert told("20:15, 8:00, 8, 08:00") == "08:00 20:15"


@pytest.mark.parametrize(
    "text", ["off", "OFF", "stop", "turn it off please", "turn off reminders", "no reminders", "never", "aus"]
)
def test_off_is_off(text: str) -> None:
    assert said_times(text) is Off.OFF


@pytest.mark.parametrize(
    ("text", "trouble", "what"),
    [
        ("", Trouble.NO_TIME, ""),
        ("mon-fri", Trouble.NO_TIME, "mon-fri"),
        ("?!", Trouble.NO_TIME, "?!"),
        ("morning", Trouble.NO_TIME, "morning"),
        ("25:00", Trouble.IMPOSSIBLE_TIME, "25:00"),
        ("24:30", Trouble.IMPOSSIBLE_TIME, "24:30"),
        ("8:60", Trouble.IMPOSSIBLE_TIME, "8:60"),
        ("8:5", Trouble.IMPOSSIBLE_TIME, "8:5"),
        ("8,30", Trouble.IMPOSSIBLE_TIME, "30"),
        ("20 am", Trouble.IMPOSSIBLE_TIME, "20 am"),
        ("0 pm", Trouble.IMPOSSIBLE_TIME, "0 pm"),
        ("99999", Trouble.IMPOSSIBLE_TIME, "99999"),
        ("7, 8, 9, 10", Trouble.TOO_MANY_TIMES, "4"),
        ("8:30 blursday", Trouble.UNKNOWN_DAY, "blursday"),
        ("8:00 every day except every day", Trouble.NO_DAYS, ""),
        ("8:30 weekdays, 10:00 weekends", Trouble.DIFFERENT_DAYS, ""),
        ("mon-fri 8:00 and sat 10:00", Trouble.DIFFERENT_DAYS, ""),
        ("8-9", Trouble.NOT_UNDERSTOOD, "8-9"),
        ("8:30-17:00", Trouble.NOT_UNDERSTOOD, "8:30-17:00"),
        ("9 til 5", Trouble.NOT_UNDERSTOOD, "til"),
        ("hello", Trouble.NOT_UNDERSTOOD, "hello"),
        ("8:30 tomorrow", Trouble.NOT_UNDERSTOOD, "tomorrow"),
        ("every 2 days", Trouble.NOT_UNDERSTOOD, "every 2 days"),
        ("every 3 hours", Trouble.NOT_UNDERSTOOD, "every 3 hours"),
        ("2 reminders at 8:00", Trouble.NOT_UNDERSTOOD, "2 reminders"),
        ("once 8:00", Trouble.NOT_UNDERSTOOD, "once"),
        ("twice a day", Trouble.NOT_UNDERSTOOD, "twice"),
        ("so 8", Trouble.NOT_UNDERSTOOD, "so"),
        ("do 8:30", Trouble.NOT_UNDERSTOOD, "do"),
        ("<b>8:30</b>", Trouble.NOT_UNDERSTOOD, "b"),
        ("half past", Trouble.NOT_UNDERSTOOD, "half"),
        ("8:30 " * 50, Trouble.TOO_LONG, ""),
    ],
)
def test_what_is_not_understood_is_named(text: str, trouble: Trouble, what: str) -> None:
    assert said_times(text) == Unclear(trouble, what)


@pytest.mark.parametrize(
    "piece", ["8 ", "8:", "mon-", "half past ", "every ", "a", "-", "8 a ", "\x00", "🙂", "e\u0301"]
)
def test_no_text_takes_long(piece: str) -> None:
    begun = time.process_time()
    assert isinstance(said_times((piece * LONGEST)[:LONGEST]), Unclear | Wanted)
    assert time.process_time() - begun < 0.1
