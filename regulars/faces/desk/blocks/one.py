"""A block that is there: changed, removed and brought back, alone or with all that follow."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.schedule.bring_back_block import bring_back_block
from regulars.actions.schedule.change_block import Removed, change_block
from regulars.actions.schedule.change_following_blocks import (
    NotRepeated,
    Over,
    change_following_blocks,
)
from regulars.actions.schedule.reach import OutOfDate
from regulars.actions.schedule.remove_block import remove_block
from regulars.faces.desk.blocks.dialog import asked, back_to, block_form, initial_of
from regulars.faces.desk.blocks.forms import FOLLOWING, BlockForm, Wish
from regulars.faces.desk.blocks.new import REFUSALS
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.kernel.actor import Forbidden
from regulars.queries.block_detail import BlockDetail, block_detail
from regulars.rules.permissions import Permission


class BlockPage(DeskView):
    """What the block says, to be changed."""

    permission = Permission.BLOCK_TIME

    def get(self, request: DeskRequest, block_id: int) -> HttpResponse:
        return asked(request, _form(request, block_id, request.GET))

    def post(self, request: DeskRequest, block_id: int) -> HttpResponse:
        form = _form(request, block_id, request.POST)
        if form.wish is None:
            return asked(request, form, status=422)
        if "judge" in request.POST:
            return asked(request, form)
        try:
            _change(request, block_id, form, form.wish)
        except (*REFUSALS, NotRepeated, OutOfDate, Over, Removed) as refusal:
            form.refuse(refusal, block_detail(business=request.door.business, block_id=block_id))
            return asked(request, form, status=409)
        return done(request, back_to(request, form.wish_day), _("Saved."))


class BlockRemoval(DeskView):
    """Off the calendar: this one, or it and all that follow."""

    permission = Permission.BLOCK_TIME

    def post(self, request: DeskRequest, block_id: int) -> HttpResponse:
        block = _reachable(request, block_id)
        following = request.POST.get("reach") == FOLLOWING
        remove_block(block_id=block_id, following=following, **_told(request))
        undo = reverse(
            "desk:block-return",
            kwargs={"business": request.door.business.slug, "block_id": block_id},
        )
        day = request.fmt.local(block.starts_at).date()
        return done(request, back_to(request, day), _("Removed."), way=f"undo {undo}")


class BlockReturn(DeskView):
    """Back on the calendar."""

    permission = Permission.BLOCK_TIME

    def post(self, request: DeskRequest, block_id: int) -> HttpResponse:
        block = _reachable(request, block_id)
        bring_back_block(block_id=block_id, **_told(request))
        day = request.fmt.local(block.starts_at).date()
        return done(request, back_to(request, day), _("It is back on the calendar."))


def _change(request: DeskRequest, block_id: int, form: BlockForm, wish: Wish) -> None:
    told: dict[str, Any] = _told(request) | {
        "block_id": block_id,
        "version": form.cleaned_data["version"] or 0,
        "staff_member_id": wish.owners.staff[0] if wish.owners.staff else None,
        "room_id": wish.owners.rooms[0] if wish.owners.rooms else None,
        "kind": wish.kind,
        "title": wish.title,
        "note": wish.note,
    }
    if wish.recurrence is not None:
        change_following_blocks(**told, **wish.again)
    elif wish.span is not None:
        change_block(**told, starts_at=wish.span.starts_at, ends_at=wish.span.ends_at)


def _form(request: DeskRequest, block_id: int, data: Any) -> BlockForm:
    block = _reachable(request, block_id)
    typed = data if "first_on" in data else None
    return block_form(request, typed, initial=initial_of(block, request), block=block)


def _reachable(request: DeskRequest, block_id: int) -> BlockDetail:
    """The block, to do something with it. Raises Forbidden out of reach."""
    block = block_detail(business=request.door.business, block_id=block_id)
    reaches_all = request.door.actor.may(Permission.REACH_ALL_CALENDARS)
    if not reaches_all and block.staff_member_id != request.door.staff.id:
        raise Forbidden
    return block


def _told(request: DeskRequest) -> dict[str, Any]:
    """What every action is told."""
    return {"business": request.door.business, "actor": request.door.actor, "at": request.at}
