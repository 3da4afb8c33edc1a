"""Imports BuildCores OpenDB (ODC-By): which of its values are believed, and what they become.

One module for each group of kinds declares its fields as data; `record` gives the fields their meaning; `archive` reads
files; `importer` puts it together.
"""

from rigcheck.catalog.sources.opendb.importer import import_opendb

__all__ = ["import_opendb"]
