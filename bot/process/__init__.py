"""What a running process needs around its work: logs, metrics, signals, roles, an order of parts.

Start at `parts`, in which order they start and stop; the others know nothing of one another.
"""
