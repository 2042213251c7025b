"""The site's address in `mkdocs.yml` was copied from an example.

## What it does

Looks at the host in `site_url`: those that are set aside for examples (`example.org`, `.test`, `localhost` and the like), and words that
stand for a name (`your-domain.com`, `username.github.io`, `<team>`).

## Why is this bad?

Feeds, the buttons to subscribe, redirects and what search engines are told hold the whole address of the site. People would subscribe to a
host that isn't yours.

## Example

```yaml mkdocs.yml
site_name: Our playbook
site_url: https://plan.example.org/
plugins: [gameplan]
```

## Use instead

```yaml mkdocs.yml
site_name: Our playbook
site_url: https://kilnwork.github.io/playbook/
plugins: [gameplan]
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.INFO, name="placeholder-address")
