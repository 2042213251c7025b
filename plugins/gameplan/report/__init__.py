"""The strategy as a document for those who decide: gathered as a value, and written as Markdown, HTML and PDF."""
