"""rigcheck proves that the parts of a PC work together, or shows what does not, why, and the cheapest way out."""

__version__ = "0.1.0"
