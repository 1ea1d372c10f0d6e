"""What an operator does from a shell, a command a file; `cli` reads the command line.

`setup_checks` are half of `doctor`: what it sees without a database or Telegram.
"""
