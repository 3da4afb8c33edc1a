"""The rules: their small typed language, their files, and the cases that prove them."""
