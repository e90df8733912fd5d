"""The export month: parcels grouped in bills, planted faults and traps, requests to consolidate, expected answers."""
