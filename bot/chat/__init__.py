"""What is shown in a chat: the messages, cards and menus that handlers and the work in the background share."""
