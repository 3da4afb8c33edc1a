"""Lets `python -m rigcheck` do what `rigcheck` does."""

from rigcheck.cli.app import main

main()
