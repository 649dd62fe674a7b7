"""The headless commands behind `isic-desktop`, one module each."""
