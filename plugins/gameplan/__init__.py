"""Gameplan: strategy and plan as code.

    strategy/*.md  plan/*.md
          |
       1. read      text -> values, each with the place it came from
       2. resolve   identifiers -> links, both ways
       3. check     rules over values and links -> diagnostics
       4. publish   values -> pages, panels, feeds (bytes by path)
          |
    front ends: the MkDocs plugin, the command line, a plain export

`gameplan.pipeline` is the flow; read it first.
"""

__version__ = "0.1.0"
