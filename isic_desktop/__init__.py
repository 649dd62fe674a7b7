"""ISIC Desktop: outline skin lesions, correct the outlines, retrain the model. Research use only."""

__version__ = "0.1.0"
