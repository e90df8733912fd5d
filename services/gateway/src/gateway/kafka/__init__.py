"""Kafka as the gateway uses it: publishing with acknowledgement, reading evidence back."""
