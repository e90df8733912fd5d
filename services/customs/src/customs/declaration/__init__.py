"""The life of a declaration: matched, accepted, decided on, released, refused or withdrawn."""
