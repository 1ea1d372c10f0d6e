"""The news: reading articles, topics, stories, digests, and the store that keeps them.

Knows nothing of Telegram, HTTP servers or environment variables; `bot` imports this package, never back.
"""
