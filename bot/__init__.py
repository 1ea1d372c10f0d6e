"""The chat and the process: everything that knows Telegram, the environment and HTTP.

Start at `assembly`, which names every part, and at `handlers`, the table of contents of what is said in chats.
"""

import os

# python-telegram-bot reads this whenever it builds a time span; without it the spans are bare numbers and warn.
os.environ.setdefault("PTB_TIMEDELTA", "1")
