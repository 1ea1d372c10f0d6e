"""What a text says: sentences, language, topics, summary, duplicates, events; pure functions, no I/O.

Start at those six; the other files hold what they know of words and languages.
"""
