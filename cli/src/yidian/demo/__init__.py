"""The demonstration: a mesh, an hour of trade, officers who decide, and every outcome held against its plan."""
