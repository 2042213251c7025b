"""Reasons why a history can't be read. This is never taken for "there is none": stamps and ids would silently change."""

from __future__ import annotations


class MissingHistory(Exception):  # noqa: N818 - a state of the clone, and no error of anybody's
    """There is a history that can't be read; the message is one sentence for the user."""

    def __init__(self, reason: str, cure: str) -> None:
        """Take what is wrong and what to do, both to be read in the middle of a sentence."""
        super().__init__(
            f"calendar stamps need the whole history, and {reason}: {cure}, or keep a ledger (option calendar: {{ledger: …}})"
        )
        self.plain = f"{reason}: {cure}"
        """The same without a word about calendars."""


class ShallowClone(MissingHistory):
    """Older versions are missing from this clone."""

    def __init__(self) -> None:
        super().__init__(
            "this clone has only a part of the history",
            'set fetch-depth: 0 (and no filter) in the checkout step (GitHub Actions) or GIT_DEPTH: "0" (GitLab)',
        )


class RefusedHistory(MissingHistory):
    """There is a repository, and Gameplan refuses to read it."""


class UnreadableHistory(MissingHistory):
    """There is a repository, and Git can't be asked, or can't answer."""


class TooLargeHistory(UnreadableHistory):
    """There is a repository that would take more time and memory than any playbook's."""

    def __init__(self, what: str) -> None:
        """Take what there is at most."""
        super().__init__(f"it is larger than what is read ({what})", "keep the playbook in a repository of its own")
