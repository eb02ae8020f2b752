"""Rounds that tests play: what Ann says to Kofi about her salary."""

from tests.fake_bot_api.player import Player
from tests.fake_bot_api.state import Shown

SCRIPT = "A raise for the night rota"
KOFI = "Kofi:"
ASK = "I'd like to move to 62,000 a year, because I took over the night rota and the backlog fell from 900 to 210."
ACCEPT = "Fair enough, I hear that it's a no. What would make it workable for you?"
RETREAT = (
    "I understand, the band ends below that. Then let me come down: 57,000 instead of 62,000, "
    "which keeps it inside your band. Would that work?"
)
SECURE = "Great. I'll send you a short note today with 57,000 from May, and you put it to HR by Friday. Agreed?"
GOOD_ROUND = (ASK, ACCEPT, RETREAT, SECURE)


async def opens(player: Player, temperament: str = "Cooperative") -> Shown:
    """From nothing to the first line, whoever is suggested just now."""
    await player.says("/practice night rota")
    await player.sees("For “night rota”")
    await player.presses(SCRIPT)
    await player.sees("Head of customer operations")
    await player.presses(temperament)
    return await player.sees(KOFI)


async def talks(player: Player, lines: tuple[str, ...]) -> Shown:
    """Says every line and reads the counterpart's answer; the last answer."""
    for line in lines:
        await player.says(line)
        answer = await player.sees(KOFI)
    return answer


async def finishes(player: Player) -> Shown:
    """A whole good round; the debrief."""
    await opens(player)
    await talks(player, GOOD_ROUND)
    return await player.sees("of 100")
