"""What is owed to readers goes out: outbox worker, pacer, decisions, messenger."""
