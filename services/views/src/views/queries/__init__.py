"""Reading views: who sees which rows and fields, pages, one record."""
