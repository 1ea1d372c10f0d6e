"""The lines of a submission that went into no story, each with the place it would take if an editor wants it back."""

from __future__ import annotations

from briefings.model import LeftOut, Line, LineLabel, Reading

_MOST = 200
_COMPARED = 40


def left_out(reading: Reading) -> tuple[LeftOut, ...]:
    """Returns the lines that are neither headline nor body, in their order; two hundred at most."""
    found: list[LeftOut] = []
    place, story = 0, 0
    for line in reading.lines:
        if line.label is LineLabel.HEADLINE and line.story is not None:
            story, place = line.story, 0
        elif line.label is LineLabel.BODY and line.story is not None:
            if line.story != story:
                story, place = line.story, 0
            place = _behind(reading.stories[story].paragraphs, place, line)
        elif len(found) < _MOST:
            found.append(LeftOut(line.text, line.label, story, place))
    return tuple(found)


def _behind(paragraphs: tuple[str, ...], place: int, line: Line) -> int:
    """The number of paragraphs up to the one that a line of the body went into."""
    end = line.text[-_COMPARED:]
    for number in range(max(place - 1, 0), len(paragraphs)):
        if end in paragraphs[number]:
            return number + 1
    return place
