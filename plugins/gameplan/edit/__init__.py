"""Changes of files: places, splices, the playbook as it would be, what a check would find of it, and then all files or none."""
