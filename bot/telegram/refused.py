class TokenRefused(Exception):  # noqa: N818 (named by what happened)
    """Telegram does not know the token any more; the library's own errors name it."""
