"""`python -m gameplan`: the same as the command `gameplan`."""

from gameplan.cli import main

if __name__ == "__main__":
    main()
