"""The listener as it ships, loaded once a process: the model takes a good part of a second."""

from bot.hearing.listener import EncoderListener

LISTENER = EncoderListener()
