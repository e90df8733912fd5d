"""The routes over the case view: cases, worklist and findings, explanations, figures, parked keys."""
