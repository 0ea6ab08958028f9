"""Regulars: the appointment book that remembers your customers."""
