"""Health and readiness, for a load balancer or a supervisor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import View

from regulars.queries.condition import condition


class Alive(View):
    """200 as long as the process answers; asks nothing of the database."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("alive\n", content_type="text/plain")


class Ready(View):
    """200 when the database answers, is migrated and guarded; else 503 with what is missing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = condition()
        return JsonResponse(
            {"ready": found.is_sound, "faults": list(found.faults)},
            status=200 if found.is_sound else 503,
        )
