"""What a check found, and the one line it is told in."""

from dataclasses import dataclass
from enum import StrEnum

_WIDEST_SUBJECT = 11  # of those in checks.py


class Status(StrEnum):
    """LOOK: it works, or would, and somebody should know. WRONG: it does not."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """`told` is what was looked at; `advice`, one sentence, is what to do where not all is well."""

    status: Status
    subject: str
    told: str
    advice: str = ""

    def line(self) -> str:
        said = " ".join(f"{self.told} {self.advice}".split())
        return f"{self.status:<6} {self.subject:<{_WIDEST_SUBJECT}}  {said}"


def printable(line: str, encoding: str | None) -> str:
    """The line as a terminal can show it: what its encoding lacks becomes a question mark instead of an error."""
    encoding = encoding or "utf-8"
    return line.encode(encoding, "replace").decode(encoding)
