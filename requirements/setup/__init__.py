"""Setting the product up on a fresh machine, with nothing but Python's standard library.

Owns the two environments, the built models and the fetched browser files. Knows nothing of what
the product does: it calls commands and keeps stamps, so that a second run costs milliseconds.
"""
