"""Where links really lead, and who only looks like somebody else."""
