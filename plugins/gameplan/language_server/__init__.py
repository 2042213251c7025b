"""The language server: what `assist` says, in the protocol that editors speak. `handlers.py` says who handles what."""
