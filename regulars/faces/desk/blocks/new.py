"""Time that nobody can book: a break, a meeting, time off, once or again and again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulars.actions.schedule.block_again import block_again
from regulars.actions.schedule.block_time import block_time_of_all
from regulars.actions.schedule.bounds import EndsTooSoon, NotHere, TooFarAhead, TooLong
from regulars.actions.schedule.reach import NoOwner
from regulars.actions.taken_time.hold import TimeTaken
from regulars.faces.desk.blocks.dialog import asked, back_to, block_form, initial_of_new
from regulars.faces.desk.blocks.forms import Wish
from regulars.faces.desk.blocks.outlook import outlook
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.rules.permissions import Permission

REFUSALS = (EndsTooSoon, NoOwner, NotHere, TimeTaken, TooFarAhead, TooLong)


class NewBlock(DeskView):
    """A block to be made; asked again while somebody types, what it would do."""

    permission = Permission.BLOCK_TIME

    def get(self, request: DeskRequest) -> HttpResponse:
        typed = request.GET if "first_on" in request.GET else None
        form = block_form(request, typed, initial=initial_of_new(request))
        return asked(request, form)

    def post(self, request: DeskRequest) -> HttpResponse:
        form = block_form(request, request.POST, initial=initial_of_new(request))
        if form.wish is None:
            return asked(request, form, status=422)
        if "judge" in request.POST:
            return asked(request, form)
        said = outlook(request, form)
        try:
            _block(request, form.wish)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            return asked(request, form, status=409)
        sentence = _blocked(said.n_there if said else 0)
        return done(request, back_to(request, form.wish_day), sentence)


def _block(request: DeskRequest, wish: Wish) -> None:
    told: dict[str, Any] = {
        "business": request.door.business,
        "staff_member_ids": wish.owners.staff,
        "room_ids": wish.owners.rooms,
        "kind": wish.kind,
        "title": wish.title,
        "note": wish.note,
        "actor": request.door.actor,
        "at": request.at,
    }
    if wish.recurrence is not None:
        block_again(**told, **wish.again)
    elif wish.span is not None:
        block_time_of_all(**told, starts_at=wish.span.starts_at, ends_at=wish.span.ends_at)


def _blocked(n_there: int) -> str:
    if not n_there:
        return _("Blocked.")
    return ngettext(
        "Blocked. %(n)s appointment was already there and stays.",
        "Blocked. %(n)s appointments were already there and stay.",
        n_there,
    ) % {"n": n_there}
