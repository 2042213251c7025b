"""Forms for editors who don't use Git: what a form asks of each kind, made from the declarations of fields, and the page that shows it."""
