"""The demonstration: a mesh, a day of trade, officers who decide, and every outcome held against its plan."""
