"""What every HTTP face of the gateway's side shares; it knows none of them."""
