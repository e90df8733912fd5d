"""The worker of export and transport."""
