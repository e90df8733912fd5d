"""CEB messages of the unified version, edition 202205, as far as several members write them."""
