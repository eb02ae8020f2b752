"""A small drill with lines, built in a test, and what was heard by name."""

from typing import Any

from bot.hearing.cues import Assessment, Cue, Status, Verdict
from bot.practice.drills.drill import LineDrill, LineItem

ITEM: dict[str, Any] = {
    "id": "oven",
    "situation": "You asked the owner of the bakery for a new oven.",
    "counterpart": "Marta, owner of the bakery",
    "constraint": "budget",
    "answered_by": ["price"],
    "first_ask": "I'd like a new deck oven for 18,000.",
    "stretch": "a new one for 18,000",
    "target": "a used one for 9,000",
    "floor": "a repair for 6,500",
    "they_say": "All my cash is in the new shop.",
    "better": "18,000 was a lot. Let me step down to 9,000 for a used one.",
    "measures": [
        {"id": "price", "kind": "money", "stretch": 18000, "target": 9000, "floor": 6500, "limit": 40000},
    ],
}
DRILL: dict[str, Any] = {
    "format_version": 1,
    "revision": 1,
    "id": "step-aloud",
    "title": "Step down aloud",
    "asks": "Offer less, and say that it is less.",
    "kind": "line",
    "trains": ["named_stepdown"],
    "phase": "after_constraint",
    "needs": [
        {"finding": "names_concession", "praise": "It was named.", "advice": "Name it."},
        {"finding": "smaller_ask", "praise": "It was made.", "advice": "Make it."},
    ],
    "helps": [{"finding": ["mutual_gain", "leaves_choice"], "praise": "It was fair.", "advice": "Say what is in it."}],
    "spoils": [
        {"finding": ["cascade", "below_floor"], "advice": "One step, above the floor."},
        {"finding": "pressure", "at_best": "missed", "advice": "Do not push."},
    ],
    "items": [ITEM],
}


def drill(**changes: Any) -> LineDrill:
    return LineDrill.model_validate(DRILL | changes)


def item(**changes: Any) -> LineItem:
    return LineItem.model_validate(ITEM | changes)


def heard(text: str, *cues: str, unsure: tuple[str, ...] = ()) -> Assessment:
    """These cues heard, with the whole text as their evidence."""
    sure = {Cue(cue): Verdict(status=Status.HEARD, probability=0.9, quote=text) for cue in cues}
    doubted = {Cue(cue): Verdict(status=Status.UNSURE, probability=0.5, quote=text) for cue in unsure}
    return Assessment(sure | doubted)
