"""Hearing, timed: on whatever thread it is done, the coach's rules know of no clock."""

from dataclasses import dataclass

from bot.hearing.cues import Assessment, Context, Listener
from bot.watch.metrics import Metrics, timed


@dataclass(frozen=True)
class TimedListener:
    listener: Listener
    metrics: Metrics

    def listen(self, context: Context, text: str) -> Assessment:
        with timed(self.metrics.hearing_seconds):
            return self.listener.listen(context, text)
