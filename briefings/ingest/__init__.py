"""Raw input -> draft stories.

bytes --decode--> str --text--> clean lines --split--> stories, and a label for every line
"""
