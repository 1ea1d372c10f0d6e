"""What is owed to readers goes out: outbox worker, pacer, decisions, messenger.

Worker claims -> Letters writes -> Courier (Pacer, Messenger, policy) delivers -> Recorder records
"""
