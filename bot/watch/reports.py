"""Errors to Sentry, where an operator wants that: kinds and places of errors only, built from a list of what may leave."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sentry_sdk
from sentry_sdk.integrations.logging import LoggingIntegration

from bot.watch.redaction import Redactor
from bot.watch.tracebacks import safe_words

if TYPE_CHECKING:
    from sentry_sdk.transport import Transport
    from sentry_sdk.types import Event, Hint

_PATIENCE = 2.0
_KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "sdk", "_meta")
_OF_A_FRAME = (
    "filename",
    "function",
    "module",
    "lineno",
    "pre_context",
    "context_line",
    "post_context",
    "in_app",
)
_LEFT_OUT = "(left out)"


@contextmanager
def reporting(dsn: str, redactor: Redactor, transport: "type[Transport] | None" = None) -> Iterator[None]:
    """Meanwhile what is logged as an error is reported too; what is on its way at the end gets a moment. `transport` is for tests."""

    def scrub(event: "Event", hint: "Hint") -> "Event":
        return scrubbed(event, hint, redactor)

    sentry_sdk.init(
        dsn=dsn,
        transport=transport,
        # Nothing looks around by itself: no requests, no calls, no arguments, no modules. Personal data is off unless asked for.
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[LoggingIntegration(level=None, event_level=logging.ERROR, sentry_logs_level=None)],
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_breadcrumb=lambda *_: None,
        before_send=scrub,
        auto_session_tracking=False,
        send_client_reports=False,
        server_name="",
    )
    try:
        yield
    finally:
        sentry_sdk.get_client().close(timeout=_PATIENCE)
        sentry_sdk.init()


def scrubbed(event: "Event", hint: "Hint", redactor: Redactor) -> "Event":
    """A new event with what may leave: no arguments of log lines, no words of errors that may repeat a user's."""
    known: Mapping[str, Any] = event
    sent: dict[str, Any] = {name: known[name] for name in _KEPT if name in known}
    entry = known.get("logentry")
    if isinstance(entry, Mapping):
        sent["logentry"] = {"message": str(entry.get("message", "")).partition("\n")[0]}
    chain = known.get("exception", {}).get("values", ())
    if chain:
        safe = _safe(hint)
        sent["exception"] = {"values": [_error(error, safe) for error in chain]}
    result: Event = redactor.everywhere(sent)  # type: ignore[assignment]
    return result


def _error(error: Mapping[str, Any], safe: frozenset[str]) -> dict[str, Any]:
    value = error.get("value") or ""
    frames = (error.get("stacktrace") or {}).get("frames", ())
    return {
        "type": error.get("type"),
        "module": error.get("module"),
        "value": value if value in safe else _LEFT_OUT,
        "stacktrace": {"frames": [{name: frame[name] for name in _OF_A_FRAME if name in frame} for frame in frames]},
    }


def _safe(hint: "Hint") -> frozenset[str]:
    """The words that may leave, of the error and of what led to it."""
    found, words = (hint.get("exc_info") or (None, None, None))[1], set()
    while isinstance(found, BaseException):
        words.add(safe_words(found))
        found = found.__cause__ or found.__context__
    return frozenset(words)
