#!/usr/bin/env bash
# Keeps one comment of a pull request up to date: comment.sh NUMBER FILE
# Needs gh, GH_TOKEN and GITHUB_REPOSITORY. An empty file takes the comment away.
set -euo pipefail
number="$1"
file="$2"
[[ "$number" =~ ^[0-9]+$ ]] || { echo "'$number' is not the number of a pull request" >&2; exit 2; }
comments="repos/$GITHUB_REPOSITORY/issues/$number/comments"
ours='.[] | select(.user.type == "Bot" and (.body | startswith("<!-- gameplan diff -->"))) | .id'
id="$(gh api --paginate "$comments" --jq "$ours" | head -n 1)"
if [ ! -s "$file" ]; then
    if [ -n "$id" ]; then gh api --silent --method DELETE "repos/$GITHUB_REPOSITORY/issues/comments/$id"; fi
elif [ -n "$id" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$file"
else
    gh api --silent --method POST "$comments" --field "body=@$file"
fi
