"""What a text says: sentences, language, topics, summary, duplicates, events; pure functions, no I/O."""
