"""One key each: what became of a visit, without leaving the page, and taken back as fast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regulars.actions.appointments.check_in import check_in_appointment
from regulars.actions.appointments.complete import complete_appointment
from regulars.actions.appointments.confirm import confirm_appointment
from regulars.actions.appointments.mark_no_show import mark_no_show
from regulars.faces.desk.appointments.back import undo_way
from regulars.faces.desk.entrance import DeskRequest, DeskView
from regulars.faces.desk.today.page import address, again
from regulars.rules.appointment_status import Move, target
from regulars.rules.permissions import Permission

_STEPS: dict[str, tuple[Callable[..., Any], Promise]] = {
    Move.CONFIRM: (confirm_appointment, _("Confirmed.")),
    Move.CHECK_IN: (check_in_appointment, _("Checked in.")),
    Move.COMPLETE: (complete_appointment, _("Completed.")),
    Move.MARK_NO_SHOW: (mark_no_show, _("Marked as no show.")),
}


class TodayStep(DeskView):
    """POST `move`: confirmed, checked in, completed or no show."""

    permission = Permission.END_APPOINTMENTS

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        if request.POST.get("move") not in _STEPS:
            raise Http404
        act, sentence = _STEPS[request.POST["move"]]
        act(
            business=request.door.business,
            appointment_id=appointment_id,
            actor=request.door.actor,
            at=request.at,
        )
        now = target(Move(request.POST["move"]))
        way = undo_way(request, appointment_id, now, to=address(request)) if now else ""
        return again(request, str(sentence), way=way)
