"""What editors are shown of topics: all of them, a change with what it would do, and what was done."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons.topics import ConfirmChange, DiscardChange, Reread, TakeUp
from bot.render.fitting import fits, split_html
from bot.render.renderer import Renderer
from bot.render.screen import Button, Screen
from briefings.desk import topic_text
from briefings.desk.topic_desk import Overview, Proposal
from briefings.model import Topic, TopicAct

_SHOWN = (8, 4, 2)  # stories of a trial, fewer where the words of the topic are many
_RISKY = {TopicAct.MERGE, TopicAct.REMOVE}


def overview(renderer: Renderer, known: Overview) -> Screen:
    """The topics with their followers, and how to change them."""
    return Screen(split_html(renderer.render("topic_overview", topics=known.topics))[0])


def fields(renderer: Renderer, topic: Topic) -> Screen:
    """A topic to change and send back, without the longest lines where all are too many for one message."""
    lines, left_out = topic_text.written(topic).splitlines(), list[str]()
    while True:
        html = renderer.render("topic_text", topic=topic, lines=lines, left_out=left_out)
        if fits(html):
            return Screen(html)
        lines.remove(longest := max(lines, key=len))
        left_out.append(longest.partition(":")[0])


def proposal(renderer: Renderer, proposed: Proposal) -> Screen:
    """A change before it is made: what the topic will be, whom it concerns, which stories match."""
    change = proposed.change
    rows: list[Sequence[Button]] = [
        [Button(renderer.label("take_up", name=name), TakeUp(change.id, number))]
        for number, name in enumerate(proposed.missing)
        if change.act not in _RISKY
    ]
    style = "danger" if change.act in _RISKY else "success"
    confirm = Button(renderer.label("confirm_topic", act=change.act), ConfirmChange(change.id), style=style)
    return Screen(
        _fitting(renderer, "topic_proposal", proposed),
        [*rows, [confirm, Button(renderer.label("cancel"), DiscardChange(change.id))]],
    )


def trial(renderer: Renderer, proposed: Proposal) -> str:
    """A topic as it is, with the stories it matches."""
    return _fitting(renderer, "topic_trial", proposed)


def done(renderer: Renderer, proposed: Proposal) -> Screen:
    """What was done, and the offer to read recent stories again."""
    html = renderer.render("topic_done", proposal=proposed, act=proposed.change.act)
    new = sum(not each.stands for each in proposed.found)
    if not new and not proposed.lost:
        return Screen(html)
    label = renderer.label("reread", new=new, lost=len(proposed.lost))
    return Screen(html, [[Button(label, Reread(proposed.change.id))]])


def _fitting(renderer: Renderer, template: str, proposed: Proposal) -> str:
    html = ""
    for shown in _SHOWN:
        html = renderer.render(template, proposal=proposed, act=proposed.change.act, shown=shown)
        if fits(html):
            return html
    return split_html(html)[0]
