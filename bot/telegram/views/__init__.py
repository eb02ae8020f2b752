"""Replies as messages, buttons and toasts; nothing here decides or sends."""

from bot.telegram.views.messages import Document, Photo, Poll, Shown, Text, show, toast

__all__ = ["Document", "Photo", "Poll", "Shown", "Text", "show", "toast"]
