"""Rules decide: pure Python, no framework, no database and no clock."""
