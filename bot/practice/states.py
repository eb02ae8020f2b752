"""The states of a talk and the moves between them, in whose words every graph, script and twist is written, and what can be said where."""

from enum import StrEnum


class Move(StrEnum):
    """What the user just did, as the counterpart experiences it. The glossary explains each."""

    START = "start"
    VAGUE_ASK = "vague_ask"
    BARE_ASK = "bare_ask"
    JUSTIFIED_ASK = "justified_ask"
    ABSURD_ASK = "absurd_ask"
    TAME_ASK = "tame_ask"
    LEAKED_FALLBACK = "leaked_fallback"
    ACCEPTED_NO = "accepted_no"
    ASKED_CONSTRAINT = "asked_constraint"
    PAUSED = "paused"
    ARGUED = "argued"
    PRESSED = "pressed"
    NAMED_RETREAT = "named_retreat"
    UNNAMED_RETREAT = "unnamed_retreat"
    CASCADED = "cascaded"
    BELOW_FLOOR = "below_floor"
    HELD = "held"
    SECURED = "secured"
    ASKED_AFTER = "asked_after"
    CORRECTED = "corrected"
    STALLED = "stalled"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"
    TOOK_COUNTER = "took_counter"
    ASKED_WHO = "asked_who"
    CONFESSED = "confessed"
    TWO_OPTIONS = "two_options"
    ONE_OPTION = "one_option"
    MANY_OPTIONS = "many_options"
    BARE_OPTIONS = "bare_options"
    NO_WAY_OUT = "no_way_out"
    DECLINED = "declined"
    OUT_OF_TIME = "out_of_time"


class Condition(StrEnum):
    """What a transition may ask of the talk so far."""

    TIED = "tied"
    FREE = "free"
    ACCEPTED = "accepted"
    CONSTRAINT_KNOWN = "constraint_known"
    OFFER_ON_TABLE = "offer_on_table"
    OUT_OF_PATIENCE = "out_of_patience"
    TURNED = "turned"


class State(StrEnum):
    """The states that the bot itself knows; a temperament may add its own."""

    OPENING = "opening"
    PROBING = "probing"
    AWAITING = "awaiting"
    PUZZLED = "puzzled"
    PUZZLED_AGAIN = "puzzled_again"
    REFUSED = "refused"
    CONSTRAINT_NAMED = "constraint_named"
    CONSIDERING = "considering"
    REACTANCE = "reactance"
    BAITING = "baiting"
    CALLED_OUT = "called_out"
    COUNTERED = "countered"
    PARTLY_AGREED = "partly_agreed"
    HANDED_OVER = "handed_over"
    NEXT_DAY = "next_day"
    CONSTRAINT_CORRECTED = "constraint_corrected"
    GRANTED = "granted"
    GRANTED_CLOSING = "granted_closing"
    AGREED = "agreed"
    CLOSING = "closing"
    WALKED_AWAY = "walked_away"
    DONE = "done"


ASKING = frozenset({State.OPENING, State.PROBING})
WRITING = frozenset({State.AWAITING, State.PUZZLED, State.PUZZLED_AGAIN})
"""The user writes a message of two options, or mends it; such moves are read in `options.py`."""

THEIR_OFFER = frozenset({State.COUNTERED, State.PARTLY_AGREED})
UNDER_TEST = frozenset({State.BAITING, State.CALLED_OUT})
"""Whoever contests what is said here stands by the offer."""

RETOLD = frozenset({State.CALLED_OUT, State.HANDED_OVER, State.NEXT_DAY})
"""What was asked and offered has to be told again here: a larger figure beside the offer is the past."""

AFTER_THE_OFFER = UNDER_TEST | THEIR_OFFER | {State.CONSIDERING, State.HANDED_OVER, State.NEXT_DAY}
GRANTED = frozenset({State.GRANTED, State.GRANTED_CLOSING})
"""They have said yes to the first ask."""

CLOSING = GRANTED | {State.AGREED, State.CLOSING}

_AT_ANY_TIME = {Move.PRESSED, Move.STALLED, Move.OFF_TOPIC, Move.UNCLEAR, Move.OUT_OF_TIME}
_ASKS = {
    Move.VAGUE_ASK,
    Move.ASKED_CONSTRAINT,
    Move.BARE_ASK,
    Move.JUSTIFIED_ASK,
    Move.ABSURD_ASK,
    Move.TAME_ASK,
    Move.LEAKED_FALLBACK,
}
_ANSWERS = {
    Move.ACCEPTED_NO,
    Move.ASKED_CONSTRAINT,
    Move.PAUSED,
    Move.ARGUED,
    Move.CASCADED,
    Move.BELOW_FLOOR,
    Move.HELD,
}
_STEPS_DOWN = {Move.NAMED_RETREAT, Move.UNNAMED_RETREAT}
_ENDINGS = {Move.SECURED, Move.CASCADED, Move.ARGUED}

WRITINGS = {
    Move.VAGUE_ASK,
    Move.TWO_OPTIONS,
    Move.ONE_OPTION,
    Move.MANY_OPTIONS,
    Move.BARE_OPTIONS,
    Move.NO_WAY_OUT,
}

RETREATS = frozenset({Move.NAMED_RETREAT, Move.UNNAMED_RETREAT, Move.CASCADED, Move.BELOW_FLOOR})
PUSHES = frozenset({Move.ARGUED, Move.PRESSED, Move.ABSURD_ASK, Move.CASCADED})

_ONLY_HERE = {State.CALLED_OUT.value: {Move.CONFESSED}, State.HANDED_OVER.value: {Move.ASKED_WHO}}


def moves_in(state: str) -> frozenset[Move]:
    """The moves that a message can be read as in `state`; a temperament has to answer each of them."""
    if state in ASKING:
        return frozenset(_ASKS | _AT_ANY_TIME)
    if state in WRITING:
        return frozenset(WRITINGS | _AT_ANY_TIME)
    if state in CLOSING:
        return frozenset(_ENDINGS | _AT_ANY_TIME)
    if state in THEIR_OFFER:
        return frozenset(_ANSWERS | _AT_ANY_TIME | {Move.TOOK_COUNTER, Move.SECURED})
    if state in AFTER_THE_OFFER:
        return frozenset(_ANSWERS | _AT_ANY_TIME | _ONLY_HERE.get(state, set()))
    return frozenset(_ANSWERS | _STEPS_DOWN | _AT_ANY_TIME)
