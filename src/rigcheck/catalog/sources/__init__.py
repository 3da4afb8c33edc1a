"""Importers: each reads one foreign catalog, and says for each field what zero means and what is possible."""
