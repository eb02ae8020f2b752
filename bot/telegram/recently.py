"""The last few marks, to tell what has come before."""

from collections import OrderedDict


class Recently:
    def __init__(self, size: int) -> None:
        self._size = size
        self._marks: OrderedDict[object, None] = OrderedDict()

    def again(self, mark: object) -> bool:
        """Whether `mark` came before; from now on it has."""
        if mark in self._marks:
            return True
        self._marks[mark] = None
        if len(self._marks) > self._size:
            self._marks.popitem(last=False)
        return False
