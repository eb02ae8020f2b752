from tests.telegram.conftest import bot_api, fake

__all__ = ["bot_api", "fake"]
