"""Numbers: one payment number for one order per institution, one waybill number for one order in six months."""
