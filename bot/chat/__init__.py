"""What is shown in a chat: the messages, cards and menus that handlers and the work in the background share.

Start at `messages`, which puts a screen into a chat; `cards` makes what the desk looks at.
"""
