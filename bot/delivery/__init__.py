"""What is owed to readers goes out: outbox worker, pacer, decisions, messenger.

Worker claims -> Letters writes -> Courier (Pacer, Messenger, policy) delivers -> Recorder records

Start at `worker`; `policy` decides what an error means, `pace` when the next message may go.
"""
