"""One reader for each format. Readers of text formats know markup only and return a `Document`."""
