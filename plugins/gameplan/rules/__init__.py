"""The rules that reading and linking can break, one a file; those of the check lie beside their code, in `check/rules`."""

from gameplan.rules.absolute_link import RULE as ABSOLUTE_LINK
from gameplan.rules.broken_anchor import RULE as BROKEN_ANCHOR
from gameplan.rules.broken_link import RULE as BROKEN_LINK
from gameplan.rules.clock_change import RULE as CLOCK_CHANGE
from gameplan.rules.duplicate_id import RULE as DUPLICATE_ID
from gameplan.rules.duplicate_key import RULE as DUPLICATE_KEY
from gameplan.rules.duplicate_reference import RULE as DUPLICATE_REFERENCE
from gameplan.rules.empty_file import RULE as EMPTY_FILE
from gameplan.rules.hidden_reference import RULE as HIDDEN_REFERENCE
from gameplan.rules.invalid_front_matter import RULE as INVALID_FRONT_MATTER
from gameplan.rules.invalid_value import RULE as INVALID_VALUE
from gameplan.rules.missing_front_matter import RULE as MISSING_FRONT_MATTER
from gameplan.rules.missing_title import RULE as MISSING_TITLE
from gameplan.rules.offset_mismatch import RULE as OFFSET_MISMATCH
from gameplan.rules.placeholder_address import RULE as PLACEHOLDER_ADDRESS
from gameplan.rules.stray_page import RULE as STRAY_PAGE
from gameplan.rules.text_lost import RULE as TEXT_LOST
from gameplan.rules.unknown_goal import RULE as UNKNOWN_GOAL
from gameplan.rules.unknown_key import RULE as UNKNOWN_KEY
from gameplan.rules.unknown_reference import RULE as UNKNOWN_REFERENCE
from gameplan.rules.unsafe_path import RULE as UNSAFE_PATH
from gameplan.rules.unsafe_text import RULE as UNSAFE_TEXT
from gameplan.rules.unseen_text import RULE as UNSEEN_TEXT
from gameplan.rules.wrong_folder import RULE as WRONG_FOLDER
from gameplan.rules.wrong_kind import RULE as WRONG_KIND

__all__ = [
    "ABSOLUTE_LINK",
    "BROKEN_ANCHOR",
    "BROKEN_LINK",
    "CLOCK_CHANGE",
    "DUPLICATE_ID",
    "DUPLICATE_KEY",
    "DUPLICATE_REFERENCE",
    "EMPTY_FILE",
    "HIDDEN_REFERENCE",
    "INVALID_FRONT_MATTER",
    "INVALID_VALUE",
    "MISSING_FRONT_MATTER",
    "MISSING_TITLE",
    "OFFSET_MISMATCH",
    "PLACEHOLDER_ADDRESS",
    "READ",
    "RESOLVE",
    "STRAY_PAGE",
    "TEXT_LOST",
    "UNKNOWN_GOAL",
    "UNKNOWN_KEY",
    "UNKNOWN_REFERENCE",
    "UNSAFE_PATH",
    "UNSAFE_TEXT",
    "UNSEEN_TEXT",
    "WRONG_FOLDER",
    "WRONG_KIND",
]

READ = (
    INVALID_FRONT_MATTER,
    MISSING_FRONT_MATTER,
    WRONG_FOLDER,
    EMPTY_FILE,
    DUPLICATE_KEY,
    UNKNOWN_KEY,
    MISSING_TITLE,
    INVALID_VALUE,
    TEXT_LOST,
    UNSAFE_TEXT,
    UNSEEN_TEXT,
    UNSAFE_PATH,
    STRAY_PAGE,
    PLACEHOLDER_ADDRESS,
    DUPLICATE_REFERENCE,
    CLOCK_CHANGE,
    OFFSET_MISMATCH,
)
"""In the order in which reading meets them."""

RESOLVE = (
    DUPLICATE_ID,
    UNKNOWN_GOAL,
    UNKNOWN_REFERENCE,
    WRONG_KIND,
    BROKEN_LINK,
    BROKEN_ANCHOR,
    ABSOLUTE_LINK,
    HIDDEN_REFERENCE,
)
"""In the order in which linking meets them."""
