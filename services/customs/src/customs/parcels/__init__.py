"""Parcels: what carriers tell of them after the documents, forwarded to the order that holds their waybill number."""
