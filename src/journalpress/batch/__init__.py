"""A journal's articles → files in a folder: planned, made, proved, recorded, retired."""
