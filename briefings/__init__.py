"""The news: reading articles, topics, stories, digests, and the store that keeps them.

Knows nothing of Telegram, HTTP servers or environment variables; `bot` imports this package, never back. Start at
`model`, the words, and `reading`, what becomes of a paste; the use cases are in `desk` and `readers`.
"""
