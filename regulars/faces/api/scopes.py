"""What does each scope open? Said in the reference and in the guide."""

from __future__ import annotations

from regulars.rules.permissions import Scope

MEANINGS: dict[Scope, str] = {
    Scope.CUSTOMERS_READ: "Who the customers are: card, answers, notes, alerts, history, figures.",
    Scope.CONTACT_READ: "Their e-mail addresses, phone numbers and addresses, and searching by them.",
    Scope.APPOINTMENTS_READ: "The book: everybody's appointments, group bookings and projects.",
    Scope.MONEY_READ: "Agreed prices, income, ledger lines and deposits.",
    Scope.CATALOGUE_READ: "The business itself, its price list and who works there.",
    Scope.APPOINTMENTS_WRITE: "Booking, moving, ending and undoing appointments and group bookings.",
    Scope.SCHEDULE_WRITE: "Blocks, time off and working hours.",
    Scope.CUSTOMERS_WRITE: "New customers, and changes to those who are there.",
    Scope.MONEY_WRITE: "Payments into the ledger; prices and payments are seen too.",
}
