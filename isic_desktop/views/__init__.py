"""Widgets: the only home of QtWidgets; never torch."""
