"""What is asked of the view, and of Kafka about parked keys and lag."""
