"""The sections of docs/performance.md, one module each."""
