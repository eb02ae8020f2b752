"""Polls as the real server takes and refuses them: who sends one learns its number, and who voted in it says no more than that."""

from dataclasses import dataclass, field
from typing import Any

from tests.fake_bot_api.rules import RefusedError

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
LONGEST_EXPLANATION = 200
MOST_LINE_FEEDS = 2
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12


@dataclass
class Poll:
    """`votes`: by user, the option's place; in a quiz there is one each for good."""

    id: str
    question: str
    options: list[str]
    correct: int | None
    explanation: str
    is_anonymous: bool
    votes: dict[int, int] = field(default_factory=dict)

    @property
    def as_sent(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "question": self.question,
            "options": [{"text": text, "voter_count": 0} for text in self.options],
            "total_voter_count": len(self.votes),
            "is_closed": False,
            "is_anonymous": self.is_anonymous,
            "type": "regular" if self.correct is None else "quiz",
            "allows_multiple_answers": False,
        }

    def vote(self, user: dict[str, Any], place: int) -> dict[str, Any]:
        """The update's content. Whose chat the poll stands in makes no difference: it may have been forwarded."""
        assert self.correct is None or user["id"] not in self.votes, "a vote in a quiz cannot be changed"
        assert not self.is_anonymous, "nobody is told who votes in an anonymous poll"
        self.votes[user["id"]] = place
        return {"poll_id": self.id, "user": user, "option_ids": [place], "option_persistent_ids": [str(place)]}


def asked_poll(poll_id: str, params: dict[str, Any]) -> Poll:
    """What `params` ask for; raises RefusedError where the real server does."""
    question = _text(params.get("question"), "text must be non-empty")
    if len(question) > LONGEST_QUESTION:
        raise RefusedError("Bad Request: poll question length must not exceed 300")
    options = [_option(each) for each in params.get("options") or []]
    if len(options) < FEWEST_OPTIONS:
        raise RefusedError("Bad Request: poll must have at least 2 option")
    if len(options) > MOST_OPTIONS:
        raise RefusedError("Bad Request: poll can't have more than 12 options")
    is_quiz = params.get("type") == "quiz"
    explanation = str(params.get("explanation", "")).strip()
    if len(explanation) > LONGEST_EXPLANATION or explanation.count("\n") > MOST_LINE_FEEDS:
        raise RefusedError("Bad Request: MESSAGE_TOO_LONG")
    return Poll(
        id=poll_id,
        question=question,
        options=options,
        correct=_correct(params, len(options)) if is_quiz else None,
        explanation=explanation,
        is_anonymous=str(params.get("is_anonymous", "true")).lower() != "false",
    )


def _option(option: object) -> str:
    text = _text(option.get("text") if isinstance(option, dict) else option, "poll option must be non-empty")
    if len(text) > LONGEST_OPTION:
        raise RefusedError("Bad Request: poll options length must not exceed 100")
    return text


def _correct(params: dict[str, Any], options: int) -> int:
    """Servers that know several right options ask for those first."""
    several = params.get("correct_option_ids")
    found = several if several is not None else [params["correct_option_id"]] if "correct_option_id" in params else []
    if not found:
        raise RefusedError("Bad Request: correct quiz option list must be non-empty")
    if not 0 <= int(found[0]) <= int(found[-1]) < options:
        raise RefusedError("Bad Request: wrong quiz correct_option_id")
    return int(found[0])


def _text(text: object, refusal: str) -> str:
    found = str(text or "").strip()
    if not found:
        raise RefusedError(f"Bad Request: {refusal}")
    return found
