"""The customer is told how the appointment stands now."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.messages.tell_customer import tell_of_change
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.faces.desk.moves.answer import called
from regulars.queries.standing_place import EntryKind, standing_place
from regulars.rules.messages import MessageKind
from regulars.rules.permissions import Permission


class Notification(DeskView):
    """Notify the customer: the button of the bar after a move."""

    permission = Permission.WRITE_MESSAGES

    def post(self, request: DeskRequest, entry_id: int) -> HttpResponse:
        business = request.door.business
        tell_of_change(
            business=business,
            appointment_id=entry_id,
            kind=MessageKind.CHANGED,
            actor=request.door.actor,
            at=request.at,
        )
        place = standing_place(business=business, kind=EntryKind.APPOINTMENT, entry_id=entry_id)
        if request.htmx:
            return page(request, "desk/moves/_told.html", called=called(place), place=place)
        sentence = _("%(name)s gets an e-mail.") % {"name": called(place)}
        keys = {"business": business.slug, "appointment_id": entry_id}
        return done(request, reverse("desk:appointment", kwargs=keys), sentence)
