"""What the bot says: every sentence is a Jinja2 template in `templates/`, and every message fits.

`Renderer` turns a template into Telegram HTML, `fitting` measures and cuts it, `screen` is a message with its
buttons; `screens` are what readers and editors are shown.
"""

from __future__ import annotations

from bot.render.fitting import fits, split_html, visible_length, visible_text
from bot.render.renderer import Renderer
from bot.render.screen import Button, Screen

__all__ = ["Button", "Renderer", "Screen", "fits", "split_html", "visible_length", "visible_text"]
