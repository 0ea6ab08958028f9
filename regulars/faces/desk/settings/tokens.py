"""The tokens by which programs read the business's book: the list, a new one, and the end of one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.tokens.create import (
    CannotCreateToken,
    NewToken,
    TokenNameTaken,
    create_token,
)
from regulars.actions.tokens.revoke import revoke_token
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, page
from regulars.faces.desk.settings.token_forms import TokenForm
from regulars.kernel.refusal import Refused
from regulars.queries.token_list import TokenLine, token_list
from regulars.rules.permissions import Permission
from regulars.rules.tokens import TokenState


class Tokens(DeskView):
    """The valid tokens, and those that open nothing any more."""

    permission = Permission.MANAGE_TOKENS

    def get(self, request: DeskRequest) -> HttpResponse:
        return _listed(request)


class TokenNew(DeskView):
    """A token to be made; the answer that makes it is the only one that tells its secret."""

    permission = Permission.MANAGE_TOKENS

    def get(self, request: DeskRequest) -> HttpResponse:
        return _listed(request, form=TokenForm(fmt=request.fmt, at=request.at))

    def post(self, request: DeskRequest) -> HttpResponse:
        form = TokenForm(request.POST, fmt=request.fmt, at=request.at)
        if not form.is_valid():
            return _listed(request, form=form, status=422)
        try:
            created = _create(request, form)
        except (CannotCreateToken, TokenNameTaken) as refusal:
            _refuse(request, form, refusal)
            return _listed(request, form=form, status=409)
        # No redirect: it would have to carry the secret through an address, a cookie or a table.
        return _listed(request, created=created, status=201)


class TokenRevocation(DeskView):
    """The end of a token, asked for once more with what will stop."""

    permission = Permission.MANAGE_TOKENS

    def get(self, request: DeskRequest, token_id: int) -> HttpResponse:
        token = _token(request, token_id)
        if token.state is TokenState.REVOKED:
            return done(request, _address(request), _("This token was revoked already."))
        template = "_token_revocation" if request.htmx else "token_revocation"
        is_page = not request.htmx
        return page(request, f"desk/settings/{template}.html", token=token, is_page=is_page)

    def post(self, request: DeskRequest, token_id: int) -> HttpResponse:
        name = revoke_token(which=token_id, **_told(request))
        sentence = _("“%(name)s” is revoked. From now on it opens nothing.")
        return done(request, _address(request), sentence % {"name": name})


def _create(request: DeskRequest, form: TokenForm) -> NewToken:
    if form.was_sent_before(_tokens(request)):
        raise TokenNameTaken
    return create_token(**form.definition(), **_told(request))


def _refuse(request: DeskRequest, form: TokenForm, refusal: Refused) -> None:
    sentence = str(refusal)
    # Asked again: of two that came at the same moment, the slower one sees the faster one now.
    if form.was_sent_before(_tokens(request)):
        sentence = _(
            "This form has created its token already, and the secret is shown only once. "
            "If you did not copy it, revoke that token and create another one."
        )
    form.refuse("name" if isinstance(refusal, TokenNameTaken) else None, sentence)


def _told(request: DeskRequest) -> dict[str, Any]:
    return {"business": request.door.business, "actor": request.door.actor, "at": request.at}


def _tokens(request: DeskRequest) -> tuple[TokenLine, ...]:
    return token_list(business=request.door.business, at=request.at)


def _token(request: DeskRequest, token_id: int) -> TokenLine:
    for token in _tokens(request):
        if token.id == token_id:
            return token
    raise Http404


def _address(request: DeskRequest) -> str:
    return reverse("desk:tokens", kwargs={"business": request.door.business.slug})


def _listed(
    request: DeskRequest,
    *,
    form: TokenForm | None = None,
    created: NewToken | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {"tokens": _tokens(request), "form": form, "created": created}
    return page(request, "desk/settings/tokens.html", status=status, **shown)
