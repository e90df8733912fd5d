"""What a request can be refused for: one catalogue of stable codes, and the problem that carries one."""
