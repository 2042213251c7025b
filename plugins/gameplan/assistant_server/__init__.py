"""`gameplan mcp`: questions and wishes of assistants over the Model Context Protocol. A thin face; `answering/` says what is so."""
