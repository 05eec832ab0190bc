"""What can go wrong while setting up, each with one line that says how to mend it."""


class SetupError(Exception):
    """The set-up cannot go on; the message says what is missing and how to mend it."""
