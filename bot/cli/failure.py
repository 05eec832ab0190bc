"""Failures that a person can mend: one line, no traceback."""

from __future__ import annotations

from pydantic import ValidationError


class FailureError(Exception):
    """Something that the person at the command line can mend; its words say how."""


def explain(error: BaseException) -> str | None:
    """Return one line for an expected failure; None for a fault of ours."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        return f"setting MILLENNIUM_{name}: {first['msg']}"
    if isinstance(error, (FileNotFoundError, PermissionError, IsADirectoryError)):
        return f"{error.filename}: {error.strerror}"
    if _is_ours(error):
        return " ".join(str(error).split())
    return None


def _is_ours(error: BaseException) -> bool:
    """Our own error classes are named ...Error and speak to people."""
    kind = type(error)
    return kind.__module__.split(".")[0] in {"bot", "index", "nlu", "actions"} and bool(str(error))
