"""The root of the installation, and the choice of language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from regulars.actions.accounts.choose_language import choose_language
from regulars.queries.entrance import businesses_of

YEAR = 60 * 60 * 24 * 365


class Root(View):
    """On to the business of the signed-in person, or the choice between several."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("account_login")
        businesses = businesses_of(request.user.pk)
        if len(businesses) == 1:
            return redirect("desk:start", business=businesses[0].slug)
        return render(request, "gate/businesses.html", {"businesses": businesses})


class Language(View):
    """The language a person reads, kept in a cookie and on the account."""

    def post(self, request: HttpRequest) -> HttpResponse:
        back = request.POST.get("next", "")
        # A path of our own and nothing else; redirect() would take other words for a view's name.
        if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
            back = "/"
        language = request.POST.get("language", "")
        response = HttpResponseRedirect(back)
        if language in dict(settings.LANGUAGES):
            if request.user.is_authenticated:
                choose_language(account_id=request.user.pk, language=language)
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=YEAR,
                samesite="Lax",
                secure=settings.HTTPS,
            )
        return response
