"""What can go wrong with an embedding model."""


class EmbedderError(RuntimeError):
    """No usable model; says which, where it was looked for and how to mend it."""
