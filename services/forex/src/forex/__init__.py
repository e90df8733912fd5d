"""Foreign exchange: checks the licence of payment institutions and keeps totals; never stops a parcel for a total."""
