"""What readers do: follow topics, look at what is new, search, save, and say how their briefing comes.

Start at `readership`; `briefer` is no use case, it makes briefings due.
"""
