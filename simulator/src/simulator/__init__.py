"""An invented day of trade: goods, people, parties, parcels, and the faults planted among them, all from one seed."""
