"""Front end: the MkDocs plugin. Nothing else of ours imports mkdocs.

The same code runs on ProperDocs, which answers for `mkdocs` when it is the one that builds.
"""
