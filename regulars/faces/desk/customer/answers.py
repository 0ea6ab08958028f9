"""Answers to the business's questions, edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from regulars.actions.customers.answer import answer_question
from regulars.faces.desk.customer.forms import AnswerForm, answer_words
from regulars.faces.desk.customer.place import page_of
from regulars.faces.desk.customer.sources import Source, source_of
from regulars.faces.desk.entrance import DeskRequest, DeskView, page
from regulars.kernel.formats import Formats
from regulars.queries.customer_answers import AnswerOnCard, FieldOnCard, customer_field
from regulars.queries.customer_card import customer_card
from regulars.rules.answers import BadAnswer, FieldKind
from regulars.rules.permissions import Permission


class CustomerAnswer(DeskView):
    """GET asks the question in its place (?show=1 shows the answer again); POST keeps the answer."""

    permission = Permission.WRITE_NOTES

    def get(self, request: DeskRequest, customer_id: int, field_id: int) -> HttpResponse:
        field = self._field(request, customer_id, field_id)
        if request.htmx and "show" in request.GET:
            return self._answer(request, customer_id, field)
        return self._form(request, customer_id, field, AnswerForm(field=field, fmt=request.fmt))

    def post(self, request: DeskRequest, customer_id: int, field_id: int) -> HttpResponseBase:
        field = self._field(request, customer_id, field_id)
        form = AnswerForm(request.POST, field=field, fmt=request.fmt)
        if not form.is_valid() or not self._kept(request, customer_id, field, form):
            return self._form(request, customer_id, field, form, status=422)
        if not request.htmx:
            return redirect(page_of(request, customer_id, f"answer-{field_id}"))
        return self._answer(request, customer_id, self._field(request, customer_id, field_id))

    def _kept(
        self, request: DeskRequest, customer_id: int, field: FieldOnCard, form: AnswerForm
    ) -> bool:
        try:
            answer_question(
                business=request.door.business,
                customer_id=customer_id,
                field_id=field.id,
                answer=form.cleaned_data["answer"],
                date_order=request.fmt.date_order,
                actor=request.door.actor,
                at=request.at,
            )
        except BadAnswer as fault:
            form.add_fault(fault)
            return False
        return True

    def _field(self, request: DeskRequest, customer_id: int, field_id: int) -> FieldOnCard:
        business = request.door.business
        return customer_field(business=business, customer_id=customer_id, field_id=field_id)

    def _answer(self, request: DeskRequest, customer_id: int, field: FieldOnCard) -> HttpResponse:
        context = answers_context(request, customer_id, [field]) | {
            "field": field,
            "is_fresh": True,
        }
        return page(request, "desk/customer/_answer.html", **context)

    def _form(
        self,
        request: DeskRequest,
        customer_id: int,
        field: FieldOnCard,
        form: AnswerForm,
        status: int = 200,
    ) -> HttpResponse:
        context = answers_context(request, customer_id, [field]) | {"field": field, "form": form}
        if request.htmx:
            return page(request, "desk/customer/_answer_form.html", status=status, **context)
        card = customer_card(business=request.door.business, customer_id=customer_id)
        return page(request, "desk/customer/answer.html", status=status, card=card, **context)


def answers_context(
    request: DeskRequest, customer_id: int, fields: Sequence[FieldOnCard]
) -> dict[str, Any]:
    """What the questions card shows, and how its values are written."""
    return {
        "customer_id": customer_id,
        "fields": fields,
        "answer_words": partial(_words, fmt=request.fmt),
        "source_of_answer": partial(_source, fmt=request.fmt),
    }


def _words(kind: FieldKind, answer: AnswerOnCard, *, fmt: Formats) -> str:
    return answer_words(kind, answer.value, fmt)


def _source(answer: AnswerOnCard, *, fmt: Formats) -> Source | None:
    return source_of(answer.source, staff_name=answer.staff_name, at=answer.given_at, fmt=fmt)
