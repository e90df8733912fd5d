"""Every code that a client can meet, with its meaning and remedy, as pages under ``/errors``."""
