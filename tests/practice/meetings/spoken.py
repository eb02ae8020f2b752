"""How people say when a meeting is, written on Wednesday 25 November 2026 at ten in Berlin."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HERE = "Europe/Berlin"

BEFORE_THE_RULES = (
    ("tomorrow at 3pm", "2026-11-26 15:00"),
    ("next tuesday 14:30", "2026-12-01 14:30"),
    ("thursday 9", "2026-11-26 09:00"),
    ("12 dec at 10", "2026-12-12 10:00"),
    ("2026-12-01 14:30", "2026-12-01 14:30"),
    ("in 3 days at noon", "2026-11-28 12:00"),
    ("mon", "2026-11-30"),
    ("today 5ish", "2026-11-25 17:00"),
    ("on the 3rd", "2026-12-03"),
    ("tomorrow", "2026-11-26"),
    ("Friday", "2026-11-27"),
    ("fri 3:30pm", "2026-11-27 15:30"),
    ("monday morning at 9", "2026-11-30 09:00"),
    ("Dec 1st, 9:15 am", "2026-12-01 09:15"),
    ("the 3rd of december at half past two", "2026-12-03 14:30"),
    ("3pm", "2026-11-25 15:00"),
    ("9", "2026-11-26 09:00"),
    ("at 9am", "2026-11-26 09:00"),
    ("noon", "2026-11-25 12:00"),
    ("tonight at 8", "2026-11-25 20:00"),
    ("1.12. 14 Uhr", "2026-12-01 14:00"),
    ("Dienstag um 14:30", "2026-12-01 14:30"),
    ("2026-12-01T14:30", "2026-12-01 14:30"),
    ("01/12/2026 16:00", "2026-12-01 16:00"),
    ("12/25 at 11", "2026-12-25 11:00"),
    ("Wed Dec 2 at 4pm", "2026-12-02 16:00"),
    ("tue 1 dec 10:30", "2026-12-01 10:30"),
    ("in a week at 2", "2026-12-02 14:00"),
    ("tuesday next week at 10", "2026-12-01 10:00"),
    ("next week tuesday 10am", "2026-12-01 10:00"),
    ("day after tomorrow 8:45", "2026-11-27 08:45"),
    ("in 2 hours", "2026-11-25 12:00"),
    ("in half an hour", "2026-11-25 10:30"),
    ("5 Jan 2027 15h", "2027-01-05 15:00"),
    ("jan 5 at 3", "2027-01-05 15:00"),
    ("tomorrow, 2-3pm", "2026-11-26 14:00"),
    ("thurs between 2 and 4", "2026-11-26 14:00"),
    ("friday at quarter to five", "2026-11-27 16:45"),
    ("Tomorrow 10 o'clock with Dana in her office", "2026-11-26 10:00"),
    ("this afternoon at 4", "2026-11-25 16:00"),
    ("sat 11.30", "2026-11-28 11:30"),
    ("monday 0930", "2026-11-30 09:30"),
    ("at 1430 on friday", "2026-11-27 14:30"),
)
"""No rule existed when these were written down."""
