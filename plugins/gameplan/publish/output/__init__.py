"""What any host needs of a site besides its pages."""
