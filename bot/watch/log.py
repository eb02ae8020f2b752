"""Logging to standard error, one line a record: JSON for machines, plain for a terminal. Modules log with Python's `logging` as ever."""

import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TextIO

from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer
from structlog.stdlib import ExtraAdder, ProcessorFormatter
from structlog.typing import EventDict, Processor

from bot.settings import Settings
from bot.watch.redaction import Redactor, pseudonym
from bot.watch.tracebacks import safe_traceback, told

PERSONAL = ("user", "chat")
"""Numbers of people: bound as they are, written as pseudonyms."""

FIELDS = ("update_id", *PERSONAL, "outgoing", "error")
"""What a line may carry beside its event; what libraries attach is left out."""

# Below WARNING libraries tell of addresses, which hold the token, and of calls, which hold people's words.
_TALKATIVE = ("bot", "storage", "uvicorn")


def configure_logging(settings: Settings) -> None:
    logging.basicConfig(level=logging.WARNING, handlers=[new_handler(settings, sys.stderr)], force=True)
    logging.captureWarnings(capture=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(settings.log_level)


def new_handler(settings: Settings, stream: TextIO) -> logging.Handler:
    plain = settings.log_format == "plain" or (settings.log_format is None and stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.addFilter(_may_be_told)
    handler.setFormatter(LineFormatter(Redactor(settings.all_secrets()), settings.pseudonym_key(), plain=plain))
    return handler


class LineFormatter(ProcessorFormatter):
    """Redacts twice: every text by itself, so that no quoting can hide a secret, and the finished line."""

    def __init__(self, redactor: Redactor, key: bytes, *, plain: bool) -> None:
        chain: list[Processor] = [merge_contextvars, ExtraAdder(allow=FIELDS), _line, _pseudonyms(key)]
        render = _plain if plain else JSONRenderer(ensure_ascii=False)
        super().__init__(foreign_pre_chain=chain, processors=[_redacted(redactor), render])
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        return self._redactor.text(super().format(record))


def _may_be_told(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] in _TALKATIVE


def _line(_logger: object, _method: str, found: EventDict) -> EventDict:
    """The line's parts in their order, and only those that are known."""
    record: logging.LogRecord = found["_record"]
    event = str(found["event"])
    if record.name == "asyncio":
        # What follows describes tasks, with their errors' words.
        event = event.partition("\n")[0]
    line: dict[str, Any] = {
        "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": event,
        **{name: found[name] for name in FIELDS if name in found},
    }
    if record.exc_info and record.exc_info[1] is not None:
        line["exception"] = safe_traceback(record.exc_info[1])
    return line


def _pseudonyms(key: bytes) -> Processor:
    def processor(_logger: object, _method: str, line: EventDict) -> EventDict:
        for name in PERSONAL:
            if name in line:
                line[name] = pseudonym(key, line[name])
        if isinstance(line.get("error"), BaseException):
            line["error"] = told(line["error"])
        return line

    return processor


def _redacted(redactor: Redactor) -> Callable[[object, str, EventDict], EventDict]:
    def processor(_logger: object, _method: str, line: EventDict) -> EventDict:
        return {name: redactor.everywhere(value) for name, value in line.items()}

    return processor


def _plain(_logger: object, _method: str, line: EventDict) -> str:
    fields = " ".join(f"{name}={line[name]}" for name in FIELDS if name in line)
    event = str(line["event"]).replace("\n", "\\n")
    head = f"{line['timestamp']} {line['level'].upper()} {line['logger']}: {event}"
    return "\n".join(filter(None, [f"{head}  [{fields}]" if fields else head, line.get("exception", "").rstrip()]))
