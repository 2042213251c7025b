"""What formats of findings are judged by: their schemas, closed, as each service documents them; and words that are hard to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXT = {"type": "string", "minLength": 1}
_COUNT = {"type": "integer", "minimum": 1}


def closed(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A schema of an object that has these properties and no others."""
    properties = {**required, **(optional or {})}
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


def array(items: Mapping[str, Any], least: int = 0) -> dict[str, Any]:
    """A schema of a list."""
    return {"type": "array", "items": items, "minItems": least}


# By https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB = array(
    closed(
        {
            "description": _TEXT,
            "check_name": _TEXT,
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": closed(
                {"path": {"type": "string", "pattern": "^(?!\\./|/)"}, "lines": closed({"begin": _COUNT})}
            ),
        }
    )
)
# By the schema in reviewdog's repository, proto/rdf/jsonschema, but closed.
_POSITION = closed({"line": _COUNT, "column": _COUNT})
_RANGE = closed({"start": _POSITION, "end": _POSITION})
RDJSON = closed(
    {
        "source": closed({"name": _TEXT}, {"url": _TEXT}),
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "diagnostics": array(
            closed(
                {
                    "message": _TEXT,
                    "location": closed({"path": _TEXT}, {"range": _RANGE}),
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": closed({"value": _TEXT}, {"url": _TEXT}),
                },
                {"suggestions": array(closed({"range": _RANGE, "text": {"type": "string"}}), 1)},
            )
        ),
    }
)
# The properties that we write, by the sections of the standard that define them.
_MESSAGE = closed({"text": _TEXT}, {"markdown": _TEXT})
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_ARTIFACT = closed({"uri": {"type": "string", "pattern": "^[A-Za-z0-9%._~/-]+$"}, "uriBaseId": {"const": "ROOT"}})
_REGION = closed({"startLine": _COUNT, "startColumn": _COUNT, "endLine": _COUNT, "endColumn": _COUNT})
_WHOLE = closed({"startLine": {"const": 1}})
_PLACE = closed({"artifactLocation": _ARTIFACT}, {"region": {"anyOf": [_REGION, _WHOLE]}})
_REPLACEMENT = closed({"deletedRegion": _REGION, "insertedContent": closed({"text": {"type": "string"}})})
_CHANGE = closed({"artifactLocation": _ARTIFACT, "replacements": array(_REPLACEMENT, 1)})
_RESULT = closed(
    {
        "ruleId": _TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _MESSAGE,
        "locations": array(closed({"physicalLocation": _PLACE}), 1),
        "partialFingerprints": closed({"gameplan/v1": _TEXT}),
    },
    {
        "relatedLocations": array(closed({"id": _COUNT, "physicalLocation": _PLACE, "message": _MESSAGE})),
        "fixes": array(closed({"description": _MESSAGE, "artifactChanges": array(_CHANGE, 1)})),
    },
)
_RULE = closed(
    {"id": _TEXT, "shortDescription": _MESSAGE, "help": _MESSAGE, "defaultConfiguration": closed({"level": _LEVEL})}
)
_NOTE = closed({"level": _LEVEL, "message": _MESSAGE})
_RUN = closed(
    {
        "tool": closed({"driver": closed({"name": _TEXT, "version": _TEXT, "rules": array(_RULE)})}),
        "columnKind": {"enum": ["unicodeCodePoints", "utf16CodeUnits"]},
        "originalUriBaseIds": closed({"ROOT": closed({"description": _MESSAGE})}),
        "results": array(_RESULT),
        "invocations": array(
            closed({"executionSuccessful": {"type": "boolean"}, "toolExecutionNotifications": array(_NOTE)})
        ),
    }
)
SARIF = closed({"$schema": _TEXT, "version": {"const": "2.1.0"}, "runs": {**array(_RUN, 1), "maxItems": 1}})
_SPAN = closed({"line": _COUNT, "column": _COUNT})
_SPANS = {"start": {"anyOf": [_SPAN, {"type": "null"}]}, "end": {"anyOf": [_SPAN, {"type": "null"}]}}
JSON = closed(
    {
        "version": {"const": 1},
        "today": _TEXT,
        "failed": {"type": "boolean"},
        "counts": {"type": "object"},
        "unchecked": array({"type": "string"}),
        "findings": array(
            closed(
                {
                    "rule": _TEXT,
                    "severity": {"enum": ["error", "warning", "info"]},
                    "message": {"type": "string"},
                    "hint": {"type": ["string", "null"]},
                    "path": {"type": "string"},
                    **_SPANS,
                    "related": array(closed({"path": {"type": "string"}, "message": {"type": "string"}, **_SPANS})),
                    "fix": {
                        "anyOf": [
                            closed({"text": {"type": "string"}, "certain": {"type": "boolean"}, **_SPANS}),
                            {"type": "null"},
                        ]
                    },
                    "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
                }
            )
        ),
    }
)
SCHEMAS = {"gitlab": GITLAB, "sarif": SARIF, "rdjson": RDJSON, "json": JSON}

NASTY = (
    "a\x1b[31m\u202e|`b`\r\n::error::100% \u200b",
    "]]></failure><x a='\"&amp;",
    "[click](javascript:alert(1)) {0} {{1}} <img src=x onerror=alert(1)>",
    "@everyone #1 ![x](http://evil.example/p.png)",
    "\\| `` \\` |",
    "\ud800\udcff\ufffe\uffff\x00\x85\u2028",
    "ß🎉e\u0301日本",
    " ",
)
"""Words that do something in one format or another."""
