"""The durable inbox: an update is stored before Telegram is told that we have it.

getUpdates -> Poller  --+
                        +--> inbox rows --> Dispatcher --> Application.process_update
Telegram   -> Webhook --+                   (per chat in order, chats side by side)
"""

from bot.updates.dispatcher import Dispatcher
from bot.updates.poller import Poller, StoodDown
from bot.updates.registration import Registration
from bot.updates.webhook import Webhook

__all__ = ["Dispatcher", "Poller", "Registration", "StoodDown", "Webhook"]
