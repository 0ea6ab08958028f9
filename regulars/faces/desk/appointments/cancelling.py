"""Cancel an appointment, knowing beforehand whether that is on time or too late."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from regulars.actions.appointments.cancel import cancel_appointment
from regulars.faces.desk.appointments.back import undo_way, way_back
from regulars.faces.desk.appointments.ending import (
    ANSWERED,
    asked,
    money_asked,
    money_of,
    refusal_of,
    told,
)
from regulars.faces.desk.appointments.forms import CancellationForm
from regulars.faces.desk.appointments.money_fields import proposed
from regulars.faces.desk.appointments.offer import reachable
from regulars.faces.desk.entrance import DeskRequest, DeskView, done
from regulars.kernel import words
from regulars.queries.appointment_parts import AppointmentDetail
from regulars.queries.ending_money import EndingMoney
from regulars.queries.letter import Letter, cancellation_letter
from regulars.rules.cancellation import CancelledBy, Verdict
from regulars.rules.permissions import Permission


class Cancellation(DeskView):
    """Called off by the customer or by the studio."""

    permission = Permission.END_APPOINTMENTS

    def get(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        # Asked again while somebody types, so a half-typed time is no mistake yet.
        dialog = _Dialog(request, appointment_id, request.GET if "by" in request.GET else None)
        return dialog.shown(status=200)

    def post(self, request: DeskRequest, appointment_id: int) -> HttpResponse:
        dialog = _Dialog(request, appointment_id, request.POST)
        if not dialog.form.is_valid():
            return dialog.shown(status=422)
        if "judge" in request.POST:
            return dialog.shown(status=200)
        try:
            verdict = dialog.cancel()
        except ANSWERED as refusal:
            return dialog.shown(status=refusal_of(dialog.form, refusal))
        to = way_back(request, appointment_id)
        way = undo_way(request, appointment_id, verdict.status, to=to)
        return done(request, to, dialog.said(verdict), way=way)


class _Dialog:
    """What is asked and answered about one cancellation."""

    def __init__(self, request: DeskRequest, appointment_id: int, typed: object) -> None:
        self.request = request
        self.detail: AppointmentDetail = reachable(request.door, appointment_id)
        self.money: EndingMoney = money_of(request, self.detail)
        customer = self.detail.customer
        self.letter: Letter = cancellation_letter(
            business=request.door.business, detail=self.detail
        )
        self.form = CancellationForm(
            typed,  # type: ignore[arg-type]
            fmt=request.fmt,
            at=request.at,
            money=money_asked(request, self.money),
            called=customer.called if customer else "",
            may_tell=self.letter.can_be_sent and request.door.actor.may(Permission.WRITE_MESSAGES),
        )

    def judged(self) -> tuple[CancelledBy, Verdict | None]:
        """Who cancels, and the verdict as far as it can be given."""
        by = CancelledBy.CUSTOMER
        if not self.form.is_bound:
            # The form says a time without seconds, and what is shown is what will be judged.
            minute = self.request.at.replace(second=0, microsecond=0)
            return by, self.detail.judged(by=by, told_at=minute)
        if not self.form.is_valid() and "told_at" not in self.form.cleaned_data:
            return by, None
        by = self.form.cleaned_data.get("by", by)
        return by, self.detail.judged(by=by, told_at=self.form.cleaned_data["told_at"])

    def cancel(self) -> Verdict:
        """Do it, and write to the customer if that is wished."""
        typed = self.form.cleaned_data
        by, verdict = self.judged()
        assert verdict is not None
        usual = proposed(self.money, status=verdict.status, by=by)
        return cancel_appointment(
            **told(self.request, self.detail.id),
            by=by,
            told_at=typed["told_at"],
            reason=typed["reason"],
            deposit=self.form.ending(usual),
            tells_customer=typed.get("tell", False),
        )

    def said(self, verdict: Verdict) -> str:
        """What happened, in a sentence or two."""
        sentence = _("%(status)s. The place is free again.") % {
            "status": words.status_word(verdict.status)
        }
        customer = self.detail.customer
        if not self.form.cleaned_data.get("tell") or customer is None:
            return sentence
        is_told = _("%(name)s gets an e-mail.") % {"name": customer.called}
        return f"{sentence} {is_told}"

    def shown(self, *, status: int) -> HttpResponse:
        """The dialog with the verdict, the proposed fate of the deposit and the letter."""
        by, verdict = self.judged()
        usual = proposed(self.money, status=verdict.status, by=by) if verdict else ""
        return asked(
            self.request,
            "cancellation",
            self.detail,
            status=status,
            form=self.form,
            money=self.money,
            verdict=verdict,
            by=by,
            usual=usual,
            fate=self.form.fate(usual),
            letter=self.letter,
            text=self.letter.text(by_studio=by is CancelledBy.STUDIO),
        )
