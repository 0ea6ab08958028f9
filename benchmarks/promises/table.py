"""All promises on one screen: the name to ask for, the module that measures, what it is about."""

from __future__ import annotations

PROMISES = {
    "statements": "pages run a fixed number of statements",
    "customer_page": "the customer page beside its floor, at every size and for heavy regulars",
    "customer_list": "the list in every order and filter",
    "search": "every kind of search, and what a slip of the keyboard finds",
    "calendar": "day and week of 20 staff: growth, statements, size",
    "free_starts": "every free start of a month with anybody of 20",
    "no_surplus": "32 clients on one slot: nobody is booked twice",
    "bookings": "bookings a second of eight clients, beside the bare inserts",
    "constraint": "what the database's guard against double booking costs",
    "import_ratio": "an import beside the bare writing of its rows",
    "throughput": "pages a second of the real server",
    "api": "the read API beside its floor",
}

# Promised in the plan of the product, and nothing stands yet that could be measured.
NOT_BUILT = (("deposit sweep", "touches only what is due; flat per row from S to L"),)
