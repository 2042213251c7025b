"""Plain Markdown from views, for readers without a browser: people in a terminal, programs, assistants."""
