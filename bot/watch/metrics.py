"""The figures of one process, in a registry of its own; no label tells one user from another."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 25)
"""Seconds; what an update or a call may take before it is given up is the end."""

_HEARING = (0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 1)
UNKNOWN = float("nan")


class Metrics:
    """Whatever counts is given this; nothing is global, so that two of them never mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.received = self._counter(
            "updates_received", "Updates that came in, by what became of them.", "kind", "result"
        )
        self.processed = self._counter("updates", "Claimed updates, by what became of them.", "kind", "result")
        self.update_seconds = self._histogram(
            "update_seconds", "From the claim of an update to its end.", _QUICK, "kind"
        )
        self.hearing_seconds = self._histogram("hearing_seconds", "Hearing one message.", _HEARING)
        self.sends = self._counter("sends", "Attempts to send, by what became of them.", "method", "kind", "outcome")
        self.send_seconds = self._histogram("send_seconds", "One call of the Bot API.", _QUICK, "method")
        self.reminders = self._counter("reminders", "Reminders whose time had come, by what was decided.", "verdict")
        self.responses = self._counter("webhook_responses", "Answers to Telegram.", "status")
        self.database_errors = self._counter(
            "database_errors", "Units of work that failed, by the error's code.", "code"
        )
        self.updates_waiting = self._gauge("updates_waiting", "Updates that nobody has finished.")
        self.oldest_update = self._gauge("updates_oldest_seconds", "How long the oldest of them has waited.")
        self.outgoing_waiting = self._gauge("outgoing_waiting", "Messages that are due and not sent.")
        self.oldest_outgoing = self._gauge("outgoing_oldest_seconds", "How long the oldest of them has been due.")

        self.reminders_due = self._gauge("reminders_due", "Reminders whose time has come and that nobody has decided.")
        self.oldest_reminder = self._gauge("reminders_oldest_seconds", "How late the oldest of them is.")

    def page(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self.registry)

    def database_failed(self, code: str) -> None:
        self.database_errors.labels(code).inc()

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"stepdown_{name}", told, labels, registry=self.registry)

    def _gauge(self, name: str, told: str) -> Gauge:
        gauge = Gauge(f"stepdown_{name}", told, registry=self.registry)
        gauge.set(UNKNOWN)
        return gauge

    def _histogram(self, name: str, told: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"stepdown_{name}", told, labels, buckets=buckets, registry=self.registry)


@contextmanager
def timed(histogram: Histogram) -> Iterator[None]:
    """Counts what was cut off too."""
    begun = perf_counter()
    try:
        yield
    finally:
        histogram.observe(perf_counter() - begun)
