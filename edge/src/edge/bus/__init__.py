"""Kafka as HTTP processes use it: publishing with acknowledgement, reading back, the registers."""
