"""Word lists as they are read best: words with blanks between."""


def wordset(listed: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(listed.split())


def phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a list written in one string, "|" between them, each cut into words."""
    return tuple(tuple(phrase.split()) for phrase in listed.split("|"))
