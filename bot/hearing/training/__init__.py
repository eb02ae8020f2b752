import bot.hearing.runtime  # noqa: F401 (before any other import of onnxruntime: turns its statistics off)
