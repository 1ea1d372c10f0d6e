"""Who works beside the handlers: what comes due, what waits for somebody, what the owners must know.

Start at `desk`, which reads what was pasted and keeps cards up to date; the others stand beside it.
"""
