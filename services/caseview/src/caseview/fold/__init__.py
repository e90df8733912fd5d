"""What records mean for the view: rows out of records. Pure."""
