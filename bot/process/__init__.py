"""What a running process needs around its work: logs, metrics, signals, roles, an order of parts."""
