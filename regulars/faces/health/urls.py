"""What machines ask: is it alive, and can it serve?"""

from __future__ import annotations

from django.urls import path

from regulars.faces.health.views import Alive, Ready

urlpatterns = [
    path("healthz", Alive.as_view(), name="alive"),
    path("readyz", Ready.as_view(), name="ready"),
]
