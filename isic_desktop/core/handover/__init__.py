"""Masks for other programs, and masks from them: what is written, what is believed, and what is lost on the way."""
