"""Commands that are many enough to stand apart from `bot/__main__.py`."""
