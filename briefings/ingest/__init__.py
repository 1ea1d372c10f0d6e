"""Raw input -> draft stories.

bytes --decode--> str --text--> clean lines --split--> stories, and a label for every line

Start at `split`, and at `rules`, what is known of a line by itself; `extract` and `links` come before all that.
"""
