"""What every part of the window shares: theme, icons, formats, charts, small dialogs, work in the background."""
