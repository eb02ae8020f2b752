"""The root of every error that the bot raises on purpose."""


class StepdownError(Exception):
    """An error with a stable `code`; `bot/texts` holds the user's words for it."""

    code = "internal"
