import pytest

from bot.console.files import readable_size


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (940, "940 B"),
        (38_200, "38 kB"),
        (1_400_000, "1.4 MB"),
        (3 * 10**12, "3000.0 GB"),
    ],
)
def test_sizes_are_told_as_people_tell_them(size: int, words: str) -> None:
    assert readable_size(size) == words
