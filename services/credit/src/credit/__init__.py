"""Credit: keeps points of merchants by what becomes of their declarations, and may hold those of a low grade."""
