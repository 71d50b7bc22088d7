"""The bench: what findings weigh together. Knows no files and no formats; the door is `weigh.weigh`."""
