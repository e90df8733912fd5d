"""How documents are filed: one procedure for every document type, and what lies where."""
