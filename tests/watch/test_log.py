import logging

import pytest

from bot.telegram.log import RedactingFormatter

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


def logged(message: str, *args: object, error: Exception | None = None) -> str:
    found = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("bot", logging.INFO, __file__, 1, message, args, found)
    return RedactingFormatter(["123:abc"]).format(record)


@pytest.mark.parametrize("text", [TOKEN, f"https://api.telegram.org/bot{TOKEN}/getMe", "/bot9:x/getMe", "123:abc"])
def test_a_token_is_masked_in_message_arguments_and_traceback(text: str) -> None:
    secret = text.rpartition("bot")[2].removesuffix("/getMe")
    with pytest.raises(ValueError, match="invalid literal") as raised:
        int(text)
    line = logged(f"asked {text} for %s", text, error=raised.value)
    assert secret not in line
    assert line.count("[token]") >= 3


@pytest.mark.parametrize("text", ["at 10:30:45", "file.py:123:45", "update 123456789 failed"])
def test_what_is_no_token_stays(text: str) -> None:
    assert text in logged(text)
