"""Banners, the tray, and what a screen reader hears."""
