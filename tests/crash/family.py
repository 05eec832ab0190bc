"""The processes that a service started: none of them may outlive it."""

from pathlib import Path


def family_of(pid: int) -> set[tuple[int, str]]:
    """Return everything below a process, as (pid, moment of its start)."""
    below: dict[int, list[tuple[int, str]]] = {}
    for entry in Path("/proc").iterdir():
        facts = _facts(entry)
        if facts is not None:
            below.setdefault(facts[0], []).append((int(entry.name), facts[1]))
    found: set[tuple[int, str]] = set()
    waiting = [pid]
    while waiting:
        children = below.get(waiting.pop(), [])
        found.update(children)
        waiting += [child for child, _ in children]
    return found


def lives(process: tuple[int, str]) -> bool:
    """Whether this very process still runs (its id may have gone to another)."""
    facts = _facts(Path(f"/proc/{process[0]}"))
    return facts is not None and facts[1] == process[1]


def _facts(entry: Path) -> tuple[int, str] | None:
    """Return parent and moment of start; None for what is gone or only waits to be buried."""
    if not entry.name.isdecimal():
        return None
    try:
        words = (entry / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if words[0] == "Z" else (int(words[1]), words[19])
