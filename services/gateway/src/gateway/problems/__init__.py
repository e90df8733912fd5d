"""What can go wrong at the gateway's door: one catalogue of stable codes, and the problem that carries one."""
