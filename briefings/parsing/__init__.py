"""What people type, made sense of: days and times, zones, searches, names of topics. Pure."""
