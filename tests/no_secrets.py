"""A pytest plugin: a test fails where something that was written meanwhile holds a token or another secret that the suite uses.

Written is what tests and the processes they wait for put on standard output and error, and what a configured log would hold of
every record. The log masks what looks like a token, but is told no secret by name, so that one that is logged at all is found.
"""

import functools
import logging
import subprocess
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from _pytest.capture import MultiCapture
from typer.testing import CliRunner

from bot.settings import Settings
from bot.watch.log import new_handler
from bot.web.app import Web
from tests.fake_bot_api.server import FakeBotApi
from tests.warm_bot import WarmBot

SHORTEST = 10
"""Letters; a shorter value is no secret but a test's bad example of one."""


class Watch:
    def __init__(self) -> None:
        self._secrets: set[str] = set()
        self._written: list[str] = []
        self._log = new_handler(Settings.model_construct(log_format="json"), StringIO())

    def begin(self, patch: pytest.MonkeyPatch) -> None:
        """Listens wherever secrets come from and wherever something is written."""
        _after(patch, FakeBotApi, "new_bot", lambda _, bot: self.uses(bot.token))
        for name in ("token", "secret", "metrics_secret"):
            _after(patch, Settings, name, lambda _, secret: self.uses(secret))
        _after(patch, Web, "app", lambda web, _: self.uses(web.secret))
        _after(patch, MultiCapture, "readouterr", lambda _, texts: self.wrote(*texts))
        _after(patch, subprocess.Popen, "communicate", lambda _, texts: self.wrote(*texts))
        _after(patch, WarmBot, "run", lambda _, done: self.wrote(done.stdout, done.stderr))
        _after(patch, CliRunner, "invoke", lambda _, result: self.wrote(result.output))
        patch.setattr(logging.Logger, "callHandlers", self._listening(logging.Logger.callHandlers))

    def uses(self, secret: str) -> None:
        """Of a token the part after the number counts as well."""
        self._secrets.update(part for part in (secret, secret.rpartition(":")[2]) if len(part) >= SHORTEST)

    def wrote(self, *texts: str | bytes | None) -> None:
        for text in texts:
            self._written.append(text.decode(errors="replace") if isinstance(text, bytes) else text or "")

    def leaks(self) -> list[str]:
        """The lines with a secret since the last look, each secret masked."""
        lines = "\n".join(self._written).splitlines()
        self._written.clear()
        longest_first = sorted(self._secrets, key=len, reverse=True)
        return [
            functools.reduce(lambda text, secret: text.replace(secret, "[secret]"), longest_first, line)
            for line in lines
            if any(secret in line for secret in longest_first)
        ]

    def _listening(self, handle: Callable[..., None]) -> Callable[..., None]:
        def listening(logger: logging.Logger, record: logging.LogRecord) -> None:
            if self._log.filter(record):
                self.wrote(self._log.format(record))
            handle(logger, record)

        return listening


class Plugin:
    """Asks at the end of each test, once all that it wrote has been read."""

    def __init__(self) -> None:
        self._watch = Watch()
        self._patch = pytest.MonkeyPatch()
        self._watch.begin(self._patch)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> Any:
        report: pytest.TestReport = yield
        leaks = self._watch.leaks() if call.when == "teardown" else []
        if leaks:
            report.outcome = "failed"
            report.longrepr = "\n".join(["A secret was written:", *leaks])
        return report

    def pytest_unconfigure(self) -> None:
        self._patch.undo()


def pytest_configure(config: pytest.Config) -> None:
    if not config.pluginmanager.has_plugin("no-secrets"):
        config.pluginmanager.register(Plugin(), "no-secrets")


def _after(patch: pytest.MonkeyPatch, owner: Any, name: str, tell: Callable[[Any, Any], None]) -> None:
    """Tells of each call its object and its result."""
    call = getattr(owner, name)

    @functools.wraps(call)
    def calling(self: Any, *arguments: Any, **named: Any) -> Any:
        result = call(self, *arguments, **named)
        tell(self, result)
        return result

    patch.setattr(owner, name, calling)
