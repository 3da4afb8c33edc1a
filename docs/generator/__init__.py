"""The parts of `docs/generate.py`: one module for each sort of page, and `islands` for outputs in written pages."""
