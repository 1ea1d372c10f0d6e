"""Documents -> text. Only the child process of `briefings.ingest.extract` imports what is in here.

bytes --kinds.sniff--> pages | word | pdf | mail | markdown | text --> text as somebody might have pasted it

Start at `reader`, the one door; the others are one for each kind, `pdf` with what it needs.
"""
