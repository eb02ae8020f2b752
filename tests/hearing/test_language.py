"""Only what is clearly another language is turned away; English of every kind passes."""

import pytest

from bot.hearing.language import is_english


@pytest.mark.parametrize(
    "text",
    [
        "Ich hätte gern sechs Wochen in zwei Regionen, geht das?",
        "quiero subir mi salario a 62k porque hice el turno de noche",
        "ok dann zwei wochen",
        "je comprends. qu'est-ce qui bloque?",
        "vorrei chiedere un aumento",
        "ik wil graag vier dagen werken",
        "podemos fazer duas semanas em vez de seis?",
        "proszę o podwyżkę do 62 tysięcy",
        "haftada iki gün evden çalışmak istiyorum",
        "deux semaines",
    ],
)
def test_another_language_is_not_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "6w -> 2w",
        "ok",
        "62k",
        "",
        "!!!",
        "ok 2 wks 1 region then, no logo",
        "wots stoppin u",
        "Perfect, chef is content. À bientôt!",
        "I am wanting for the two machine, please to say price",
        "aye, nae bother pal, three days then",
        "bet, half the sesh then, ngl thats lowkey fair",
        "can u hold it til saturday and send a pic of the scratches",
        "three weeks in Graz from the 4th, jawohl",
        "x" * 5000,
    ],
)
def test_english_of_every_kind_is_english(text: str) -> None:
    assert is_english(text)
