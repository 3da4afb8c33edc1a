"""Questions: sets of hypothetical builds and a ranking. The rules decide; nothing here knows what fits."""
