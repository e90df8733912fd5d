"""The exports of a demonstration: played after the import day on the same mesh, and what came of them."""
