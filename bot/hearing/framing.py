"""What the encoder reads beside the message: the talk so far, in a line of plain words."""

from bot.hearing.cues import Channel, Context

# Characters; the encoder's time grows with them. The end of what the counterpart said holds the constraint, the start of an ask the ask.
FIRST_ASK_LIMIT = 90
LINE_LIMIT = 150


def frame(context: Context) -> str:
    """For example "after constraint, budget. asked: six weeks in two regions. they: We don't have that kind of money"."""
    words = [context.phase.value.replace("_", " ")]
    if context.channel is Channel.MESSAGE:
        words.append("message")
    if context.constraint_kind is not None:
        words.append(context.constraint_kind.value)
    if context.retreat_made:
        words.append("stepped down")
    parts = [", ".join(words)]
    if context.first_ask:
        parts.append(f"asked: {context.first_ask[:FIRST_ASK_LIMIT]}")
    if context.counterpart_line:
        parts.append(f"they: {context.counterpart_line[-LINE_LIMIT:]}")
    return ". ".join(parts)
