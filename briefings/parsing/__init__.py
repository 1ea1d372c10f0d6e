"""What people type, made sense of: days and times, zones, searches, names of topics. Pure.

Start at `arguments`, what stands after a command; `vocabulary` has the words of all languages for it.
"""
