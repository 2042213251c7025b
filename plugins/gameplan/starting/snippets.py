"""What Visual Studio Code is given for a playbook: snippets to begin pages with, and extensions that help to write them."""

from __future__ import annotations

from gameplan.model.status import TYPES


def _snippet(prefix: str, about: str, *rows: str) -> dict[str, object]:
    return {"prefix": prefix, "scope": "markdown", "description": about, "body": ["---", *rows, "---", "", "$0"]}


SNIPPETS: dict[str, object] = {
    ".vscode/extensions.json": {"recommendations": ["redhat.vscode-yaml", "yzhang.markdown-all-in-one"]},
    ".vscode/playbook.code-snippets": {
        "Entry": _snippet(
            "entry",
            "An entry of the plan",
            "title: ${1:What happens}",
            f"type: ${{2|{','.join(TYPES)}|}}",
            "goals: [${3:goal}]",
            "status: ${4|idea,planned,in-progress|}",
            "start: ${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}",
            "owner: ${5:who}",
        ),
        "Goal": _snippet(
            "goal",
            "A goal of the strategy",
            "title: ${1:What will be true}",
            "owner: ${2:who}",
            "period: ${3:${CURRENT_YEAR}-Q1}",
            "kpis: [${4:kpi}]",
            "success: ${5:How we know}",
        ),
        "KPI": _snippet(
            "kpi",
            "A number that is measured",
            "title: ${1:What is counted}",
            "owner: ${2:who}",
            "unit: ${3:sign-ups}",
            "direction: ${4|up,down|}",
            "goals: [${5:goal}]",
        ),
    },
}
"""What each file holds, by path; all but texts is written as JSON."""
