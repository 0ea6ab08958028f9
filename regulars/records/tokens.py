"""Tokens: what programs sign in with."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from regulars.records.tenancy import Owned, OwnedQuerySet


class ApiTokenQuerySet(OwnedQuerySet):
    """Tokens of a business."""

    def living(self) -> Self:
        """Those that were not revoked."""
        return self.filter(revoked_at=None)

    def not_used_since(self, moment: datetime) -> Self:
        """Those whose last use is not known to be later."""
        return self.filter(Q(last_used_at=None) | Q(last_used_at__lt=moment))


class ApiToken(Owned):
    """A token; of its secret only a digest is kept, and the start to recognise it by."""

    name = models.CharField(max_length=120)
    start = models.CharField(max_length=20)
    # Not behind the business as other unique keys: whose a token is, is what it is asked for.
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=400)  # separated by spaces, in order
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "name"),
                name="token_name_once",
                condition=Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(name="token_names_scopes", condition=~Q(scopes="")),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.start}…"


class IdempotencyKey(Owned):
    """A write that a program named, and what it was answered; asked again it is answered alike."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    request_digest = models.CharField(max_length=64)  # the same name for another write is refused
    status = models.PositiveSmallIntegerField()
    location = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("business", "token", "key"), name="idempotency_key_once"
            ),
        )
        indexes = (models.Index(fields=("created_at",), name="idempotency_keys_by_age"),)

    def __str__(self) -> str:
        return self.key
