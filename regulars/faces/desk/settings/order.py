"""Where a booking question stands, and whether it is asked at all."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.fields.archive import archive_field, bring_back_field
from regulars.actions.fields.arrange import move_field
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.faces.desk.settings.questions import list_address, told
from regulars.rules.permissions import Permission


class QuestionMove(DeskView):
    """One place up (up=1) or down."""

    permission = Permission.EDIT_FIELDS

    def post(self, request: DeskRequest, field_id: int) -> HttpResponse:
        move_field(field_id=field_id, up=request.POST.get("up") == "1", **told(request))
        return done(request, f"{list_address(request)}#question-{field_id}")


class QuestionArchival(DeskView):
    """Asked no more, or (undo=1) asked again."""

    permission = Permission.EDIT_FIELDS

    def post(self, request: DeskRequest, field_id: int) -> HttpResponse:
        if request.POST.get("undo"):
            bring_back_field(field_id=field_id, **told(request))
            return done(request, list_address(request), _("The question is asked again."))
        archive_field(field_id=field_id, **told(request))
        return done(
            request, list_address(request), _("Archived. Its answers stay with the customers.")
        )
