"""Votes in polls: an answer to a drill. A vote says who and which poll, and nothing of a chat; ours are all in private ones."""

from telegram import Update

from bot.services.answer_drill import answer_poll
from bot.services.deps import Deps
from bot.services.replies import Reply
from bot.telegram.calls import Call, sending
from bot.telegram.handlers.front import Front, person
from bot.telegram.views import show


async def vote(front: Front, update: Update) -> None:
    answer = update.poll_answer
    if answer is None or answer.user is None or not answer.option_ids:
        return
    voter, place = answer.user, answer.option_ids[0]

    async def voted(deps: Deps) -> Reply:
        return await answer_poll(deps, person(voter), answer.poll_id, place)

    def view(reply: Reply) -> tuple[Call, ...]:
        # Telegram has shown what is right already; of a vote that counts no more there is nothing to say.
        return () if reply.passed else sending(voter.id, show(reply))

    await front.errand.run(voted, view)
