"""The chat and the process: everything that knows Telegram, the environment and HTTP."""
