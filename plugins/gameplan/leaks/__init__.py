"""Proof that a folder tells nothing that is hidden: what hidden pages and fields say, looked for in every file, however it is packed."""
