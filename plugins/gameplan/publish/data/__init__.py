"""The data files of a site."""
