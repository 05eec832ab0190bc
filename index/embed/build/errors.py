"""The builder's one error."""


class BuildError(Exception):
    """The model cannot be built; the message says which file or check and what to do."""
