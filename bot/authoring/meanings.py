"""What states and moves mean, for whoever writes lines: the words of docs/script-format.md."""

from collections.abc import Mapping

# The counterpart …
STATES: Mapping[str, str] = {
    "opening": "waits for the ask",
    "probing": "wants to know what exactly, or why",
    "awaiting": "waits for the message",
    "puzzled": "has read it and is not sure what is offered",
    "puzzled_again": "is still not sure, and reads it one last time",
    "refused": "has said no and not why",
    "constraint_named": "has said what stands in the way",
    "considering": "has a smaller offer before them that is not quite it yet",
    "baiting": 'fishes for more: "Is that your best?", or a long silence',
    "called_out": "suspects that the first ask was never meant",
    "countered": "has put an offer of their own on the table",
    "partly_agreed": "has said yes to a part",
    "handed_over": "is a colleague who has not heard the talk so far",
    "next_day": "has slept on it and remembers half",
    "constraint_corrected": "has named the true constraint after another one",
    "granted": "has said yes to the first ask itself",
    "granted_closing": 'has said yes to the first ask, and asked "so what happens now?"',
    "reactance": "feels pushed and pushes back",
    "agreed": "has said yes, with nothing pinned down",
    "closing": 'has asked "so what happens now?"; the last chance to pin it down',
    "walked_away": "the round is over",
    "done": "the round is over",
}
# The user …
MOVES: Mapping[str, str] = {
    "start": "has not spoken yet",
    "vague_ask": "wants something, but nothing one could accept or refuse",
    "bare_ask": "asks for something concrete without a reason",
    "justified_ask": "asks for something concrete with a reason",
    "absurd_ask": "asks for more than anyone would consider here",
    "tame_ask": "opens at or below what they really want",
    "leaked_fallback": "offers to settle for less before any no",
    "accepted_no": "accepts the no, or says the constraint back",
    "asked_constraint": "asks what stands in the way or what would be workable",
    "paused": "takes a moment",
    "argued": "contests the no or the constraint, or defends the first ask",
    "pressed": "uses guilt, threats, invented deadlines, shaming",
    "named_retreat": "steps down and says so",
    "unnamed_retreat": "asks for less as if the first ask had never been made",
    "cascaded": "steps down twice, or again, or after the yes",
    "below_floor": "offers less than they can live with",
    "held": "stands by the offer that is on the table",
    "took_counter": "takes what the counterpart has offered",
    "asked_who": "asks the colleague who has taken over who they are, or where the other one is",
    "confessed": "admits that the first ask was only for show (when called out)",
    "two_options": "puts exactly two options side by side, tells how they differ, and leaves an easy no",
    "one_option": "offers one thing, to take or to leave",
    "many_options": "offers three things or more",
    "bare_options": "puts two options side by side and does not say how they differ",
    "no_way_out": "puts two options side by side and leaves no easy no",
    "declined": "says, to the coach, that the technique does not belong here (in a trap only)",
    "secured": "pins down who does what and when, or recaps in writing",
    "asked_after": "asks something after the yes, and pins nothing down (answered from the temperament)",
    "corrected": "says that they were misheard (answered from the temperament; the talk goes back to what was meant)",
    "stalled": 'says nothing that moves the talk ("great, thanks")',
    "off_topic": "makes no move in this talk",
    "unclear": "may have made a decisive move, but it was not heard clearly: the counterpart asks back, in character, without blame",
    "out_of_time": "has used up the counterpart's time (they leave, or hang up, in character)",
}
PLACEHOLDERS: Mapping[str, str] = {
    "ask": "what the user asked for, in their own figures",
    "offer": "their step down, in their own figures",
    "constraint": "the constraint's `short`",
    "counter": "what the counterpart offers instead",
    "colleague": "who takes over",
}


def meaning(of: Mapping[str, str], name: str) -> str:
    """The words for a state or a move; for one that a temperament has added itself only its name."""
    return of.get(name) or name.replace("_", " ")
