"""What fills the terminal: layout, bindings and routing. The work is done below, in ``session``."""
