"""Summaries for people: sections of rows in which authors' texts are told from ours, and their forms for terminals, comments and chats."""
