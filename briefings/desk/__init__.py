"""What editors do: hand in, look, prepare, publish, correct, take back, and keep the topics.

Start at `newsroom`, a submission's way until it is out, and `corrections`, what comes afterwards.
"""
