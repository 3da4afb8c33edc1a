"""The command line; one file for each command. Heavy imports are made inside the commands."""
