"""One workspace, one issue open for work: what both front ends do, without drawing."""
