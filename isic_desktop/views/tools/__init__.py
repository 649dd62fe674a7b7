"""What the left mouse button does on the canvas: one module for each kind of tool."""
