"""Renderers: one file for each output format. They read reports and decide nothing."""
