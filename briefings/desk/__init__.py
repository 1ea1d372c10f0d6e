"""What editors do: hand in, look, prepare, publish, correct, take back, and keep the topics."""
