"""`gameplan`, and `python -m gameplan`."""

_INTERRUPTED = 130
"""As shells have it of Ctrl-C: 128 and the number of SIGINT."""


def main() -> None:
    """Run the command line. Ctrl-C ends it without a traceback while it is being loaded, too."""
    try:
        from gameplan.cli import main as command  # noqa: PLC0415 - so that its loading can be interrupted
    except KeyboardInterrupt:
        raise SystemExit(_INTERRUPTED) from None
    command()


if __name__ == "__main__":
    main()
