"""Programs that ask the API: tokens of a business, and how one asks with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from regulars.actions.tokens.create import create_token
from regulars.kernel.actor import Actor
from regulars.records.businesses import Business
from regulars.rules.permissions import READING, Scope

API = "/api/v1"


@dataclass(frozen=True)
class Program:
    """A program with a token."""

    secret: str

    def get(self, address: str, **headers: str) -> Any:
        """Ask for an address below /api/v1."""
        headers = {"Authorization": f"Bearer {self.secret}"} | headers
        return Client().get(f"{API}{address}", headers=headers)

    def write(
        self, address: str, told: Any = None, *, method: str = "post", key: str = "", **headers: str
    ) -> Any:
        """Tell an address below /api/v1 something, as JSON; `key` names the write."""
        headers = {"Authorization": f"Bearer {self.secret}"} | headers
        if key:
            headers["Idempotency-Key"] = key
        ask = getattr(Client(), method)
        told = "" if told is None else told
        return ask(f"{API}{address}", told, content_type="application/json", headers=headers)

    def read(self, address: str) -> Any:
        """What the address answers; fails unless it answers."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.content)
        return answer.json()


def a_token(business: Business, *scopes: Scope, name: str = "Till") -> Program:
    """A program that may what these scopes say; everything that can be read without any."""
    made = create_token(
        business=business,
        name=name,
        scopes=frozenset(scopes) or READING,
        expires_at=None,
        actor=Actor.operator(business),
        at=timezone.now(),
    )
    return Program(made.secret)
