"""Parts lists as people write them: one reader for each format, one writer for each format."""
