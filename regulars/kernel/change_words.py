"""How does the change log say what somebody did, and to which line?"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What was done, after its verb in the audit trail. %(name)s is who did it, %(subject)s what it was
# about: a question, an appointment with its day, a project.
VERBS: dict[str, Promise] = {
    "customer.registered": _("%(name)s added the customer"),
    "customer.imported": _("%(name)s brought in the customer"),
    "customer.changed": _("%(name)s changed the customer"),
    "customer.archived": _("%(name)s archived the customer"),
    "customer.brought_back": _("%(name)s brought the customer back"),
    "note.written": _("%(name)s wrote a note"),
    "note.edited": _("%(name)s edited a note"),
    "note.pinned": _("%(name)s pinned a note"),
    "note.unpinned": _("%(name)s unpinned a note"),
    "note.deleted": _("%(name)s deleted a note"),
    "note.brought_back": _("%(name)s brought a note back"),
    "alert.added": _("%(name)s added an alert"),
    "alert.removed": _("%(name)s removed an alert"),
    "answer.given": _("%(name)s answered “%(subject)s”"),
    "project.opened": _("%(name)s opened the project “%(subject)s”"),
    "project.changed": _("%(name)s changed the project “%(subject)s”"),
    "project.finished": _("%(name)s finished the project “%(subject)s”"),
    "project.reopened": _("%(name)s reopened the project “%(subject)s”"),
    "appointment.booked": _("%(name)s booked “%(subject)s”"),
    "appointment.confirmed": _("%(name)s confirmed “%(subject)s”"),
    "appointment.checked_in": _("%(name)s checked in “%(subject)s”"),
    "appointment.completed": _("%(name)s completed “%(subject)s”"),
    "appointment.marked_no_show": _("%(name)s marked “%(subject)s” as no show"),
    "appointment.cancelled": _("%(name)s cancelled “%(subject)s”"),
    "appointment.undone": _("%(name)s undid an ending of “%(subject)s”"),
    "appointment.changed": _("%(name)s changed “%(subject)s”"),
}

# For a verb without a sentence of its own.
SOMETHING: Promise = _("%(name)s changed something (%(subject)s)")

# Signs that stand before a sentence, by the noun of its verb.
NOUN_ICONS: dict[str, str] = {
    "customer": "user-round",
    "note": "sticky-note",
    "alert": "triangle-alert",
    "answer": "message-circle-question-mark",
    "project": "folder",
    "appointment": "calendar-check",
}

LINES: dict[str, Promise] = {
    "number": _("Customer number"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "nickname": _("Nickname"),
    "pronouns": _("Pronouns"),
    "company": _("Company"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "language": _("Language"),
    "birthday": _("Birthday"),
    "street": _("Street"),
    "postal_code": _("Postal code"),
    "city": _("City"),
    "country": _("Country"),
    "tags": _("Tags"),
    "picture": _("Picture"),
    "body": _("Note"),
    "is_pinned": _("Pinned"),
    "shows_when_booking": _("Shown when booking"),
    "follow_up_on": _("Follow-up"),
    "title": _("Title"),
    "detail": _("Detail"),
    "value": _("Answer"),
    "status": _("Status"),
    "reason": _("Reason"),
    "starts_at": _("Start"),
    "ends_at": _("End"),
    "price_minor": _("Price"),
    "notes": _("Notes"),
    "project_id": _("Project"),
    "staff_member_id": _("With"),
    "expected_sessions": _("Expected sessions"),
    "description": _("Description"),
    "finished_at": _("Finished"),
}

YES: Promise = pgettext_lazy("a value", "yes")
NO: Promise = pgettext_lazy("a value", "no")
