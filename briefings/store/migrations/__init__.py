"""How the schema came to be: one file a change, applied in order when a database is opened.

To add one: change `schema.py`, write `versions/vNNNN_what.py` after the pattern of the others, and set
`schema.REVISION` to its number. Revisions are four digits, so that a newer one sorts after an older.
"""
