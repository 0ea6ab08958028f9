"""Addresses of the business's settings."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.settings.order import QuestionArchival, QuestionMove
from regulars.faces.desk.settings.questions import NewQuestion, Question, Questions, Settings
from regulars.faces.desk.settings.tokens import TokenNew, TokenRevocation, Tokens

_ONE = "settings/questions/<int:field_id>/"
_TOKEN = "settings/access/<int:token_id>/"

urlpatterns: list[URLPattern] = [
    path("settings/", Settings.as_view(), name="settings"),
    path("settings/questions/", Questions.as_view(), name="questions"),
    path("settings/questions/new/", NewQuestion.as_view(), name="question-new"),
    path(_ONE, Question.as_view(), name="question"),
    path(f"{_ONE}place/", QuestionMove.as_view(), name="question-place"),
    path(f"{_ONE}archival/", QuestionArchival.as_view(), name="question-archival"),
    path("settings/access/", Tokens.as_view(), name="tokens"),
    path("settings/access/new/", TokenNew.as_view(), name="token-new"),
    path(f"{_TOKEN}revocation/", TokenRevocation.as_view(), name="token-revocation"),
]
