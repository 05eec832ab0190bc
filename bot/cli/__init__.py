"""The command `millennium`: one file a group of commands, all on top of wiring."""


def main() -> None:
    """Run the command line."""
    from bot.cli.app import run  # noqa: PLC0415 - nothing is imported before it is needed

    run()
