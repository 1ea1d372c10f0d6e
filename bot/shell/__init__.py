"""What an operator does from a shell, a command a file; `cli` reads the command line."""
