"""Every message that leaves is stamped with its number in the outbox, by a trigger of the database: so each can be told apart in Telegram's ledger.

The programs run as they are. Users' timing is off, so that what a turn is worth does not hang on when the bot was killed.
"""

import re
import sqlite3
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]

_STAMP = re.compile(r"\[#(\d{1,18})\] ")
_SQLITE = """
CREATE TRIGGER chaos_stamp AFTER INSERT ON outgoing
WHEN json_extract(new.body, '$.method') IN ('sendMessage', 'editMessageText')
BEGIN
  UPDATE outgoing SET body =
    substr(body, 1, instr(body, '"text": "') + 8) || '[#' || new.id || '] ' || substr(body, instr(body, '"text": "') + 9)
  WHERE id = new.id;
END;
CREATE TRIGGER chaos_stamp_poll AFTER INSERT ON outgoing
WHEN json_extract(new.body, '$.method') = 'sendPoll'
BEGIN
  UPDATE outgoing SET body =
    substr(body, 1, instr(body, '"question": "') + 12) || '[#' || new.id || '] ' || substr(body, instr(body, '"question": "') + 13)
  WHERE id = new.id;
END;
CREATE TRIGGER chaos_timing AFTER INSERT ON users BEGIN UPDATE users SET timing = 0 WHERE id = new.id; END;
CREATE TRIGGER chaos_timing_stays AFTER UPDATE OF timing ON users WHEN new.timing
BEGIN UPDATE users SET timing = 0 WHERE id = new.id; END;
"""

_POSTGRESQL = """
CREATE FUNCTION chaos_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.body::json ->> 'method' IN ('sendMessage', 'editMessageText') THEN
    new.body := regexp_replace(new.body, '"text": "', '"text": "[#' || new.id || '] ');
  END IF;
  IF new.body::json ->> 'method' = 'sendPoll' THEN
    new.body := regexp_replace(new.body, '"question": "', '"question": "[#' || new.id || '] ');
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER chaos_stamp BEFORE INSERT ON outgoing FOR EACH ROW EXECUTE FUNCTION chaos_stamp();
CREATE FUNCTION chaos_timing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.timing := false;
  RETURN new;
END $$;
CREATE TRIGGER chaos_timing BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION chaos_timing();
"""


def read_stamp(text: str) -> tuple[int, str]:
    """The stamp and the text behind it; 0 where there is none."""
    found = _STAMP.match(text)
    return (int(found[1]), text[found.end() :]) if found else (0, text)


def stamp_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(_SQLITE)
    connection.close()


async def stamp_postgresql(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(_POSTGRESQL)
    finally:
        await connection.close()
