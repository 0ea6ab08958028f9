"""Where the day starts: the customers, until there is a page for today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from regulars.faces.desk.entrance import DeskRequest, DeskView
from regulars.rules.permissions import Permission


class Start(DeskView):
    """The business's own address."""

    permission = Permission.SEE_CUSTOMERS

    def get(self, request: DeskRequest) -> HttpResponse:
        return redirect("desk:customers", business=request.door.business.slug)
