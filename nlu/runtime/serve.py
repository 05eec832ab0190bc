"""Serve Rasa over HTTP on loopback: python -m nlu.runtime.serve MODEL PORT PROJECT."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from nlu.runtime.lifeline import die_with_parent


def main() -> None:
    """Serve until the parent is gone. Nothing is reported to anybody outside."""
    model, port, project = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    die_with_parent()
    _serve(model, port, project)


def _serve(model: str, port: int, project: Path) -> None:
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    # Below this level Rasa writes what customers say.
    configure_logging_and_warnings(logging.WARNING)
    configure_structlog(logging.WARNING)
    serve_application(
        model,
        interface="127.0.0.1",
        port=port,
        credentials=str(project / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(project / "endpoints.yml")),
        enable_api=True,
        use_syslog=False,
    )


if __name__ == "__main__":
    main()
