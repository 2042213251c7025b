"""All that is said, in the language of the site."""
