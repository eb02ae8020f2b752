"""The last few marks, to tell what has come before."""

from collections import OrderedDict


class Recently:
    def __init__(self, size: int) -> None:
        self._size = size
        self._marks: OrderedDict[object, None] = OrderedDict()

    def __contains__(self, mark: object) -> bool:
        return mark in self._marks

    def add(self, mark: object) -> None:
        self._marks[mark] = None
        if len(self._marks) > self._size:
            self._marks.popitem(last=False)
