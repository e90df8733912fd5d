"""Retail import (9610, 1210, 1239): its document types, each filed as a value of `Filed` says, and what follows."""
