"""Reads settings from the environment, with secrets from files too, and says what is wrong."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError


class Environment:
    """Typed readers of environment variables; `NAME_FILE` may name a file that holds the value."""

    def __init__(self) -> None:
        self._env = Env()
        self.names: set[str] = set()

    def text(self, name: str, default: str) -> str:
        """The variable, the content of the file that `NAME_FILE` names, or the default."""
        self.names.add(name)
        file = self._env.str(f"{name}_FILE", "")
        if file:
            try:
                return Path(file).read_text().strip()
            except OSError as fault:
                raise ImproperlyConfigured(f"{name}_FILE: {file} cannot be read.") from fault
        return self._env.str(name, default)

    def flag(self, name: str) -> bool:
        """Whether the variable is set to true; it is off unless somebody says so."""
        self.names.add(name)
        try:
            return self._env.bool(name, False)
        except EnvError as fault:
            raise ImproperlyConfigured(f"{name}: write true or false.") from fault

    def number(self, name: str, default: int) -> int:
        """A whole number above zero; the default where nothing is given."""
        self.names.add(name)
        given = self._env.str(name, "").strip() or str(default)
        if not (given.isascii() and given.isdigit() and len(given) < 10 and int(given) > 0):
            raise ImproperlyConfigured(f"{name}: write a whole number above zero.")
        return int(given)

    def words(self, name: str, default: list[str]) -> list[str]:
        self.names.add(name)
        return self._env.list(name, default)

    def folder(self, name: str, default: Path) -> Path:
        self.names.add(name)
        return Path(self._env.str(name, "") or default).expanduser().resolve()

    def secret(self, data: Path) -> str:
        """The signing key: from the environment, else made once and kept in the data folder."""
        given = self.text("REGULARS_SECRET_KEY", "")
        if given:
            return given
        file = data / "secret-key"
        if not file.exists():
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(48))
        return file.read_text().strip()


def read_environment(project: Path) -> Environment:
    """The environment, completed from the project's own `.env` where a variable is not set."""
    Env().read_env(str(project / ".env"), recurse=False)
    return Environment()


# Seconds to wait for a connection: a server that is down is told soon, not after half a minute.
POOL = {"min_size": 1, "max_size": 8, "timeout": 5}
# No statement of ours runs as long as PostgreSQL takes to compile one.
NO_JIT = "-c jit=off"
_ONLY = "DATABASE_URL: write postgres://user:password@host:5432/name, or sqlite:///path."


def database_of(env: Environment, data: Path) -> dict[str, Any]:
    """The database that `DATABASE_URL` names, or one SQLite file in the data folder.

    SQLite takes the write lock when a transaction begins (IMMEDIATE): otherwise racing writers
    die with "database is locked" instead of being told no (docs/adr/0002).
    """
    url = env.text("DATABASE_URL", "") or f"sqlite:///{data / 'regulars.sqlite3'}"
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as fault:
        raise ImproperlyConfigured(_ONLY) from fault
    if config["ENGINE"].endswith("sqlite3"):
        Path(config["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Opening the file and setting it up would take as long as reading a whole page from it.
        config["CONN_MAX_AGE"] = None
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        }
    elif config["ENGINE"].endswith("postgresql"):
        config["OPTIONS"] = {"options": NO_JIT, **config.get("OPTIONS", {}), "pool": POOL}
        config["CONN_MAX_AGE"] = 0
    else:
        raise ImproperlyConfigured(_ONLY)
    return config


@dataclass(frozen=True, slots=True)
class MailDoor:
    """How mail leaves: an SMTP server, or files in a folder."""

    backend: str
    folder: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


_SMTP = "SMTP_URL: write smtp://user:password@host:port."
_SMTP_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def mail_of(env: Environment, data: Path) -> MailDoor:
    """`SMTP_URL` (smtp://, smtps:// or smtp+starttls://user:password@host:port), else `mail/`."""
    url = env.text("SMTP_URL", "")
    folder = str(data / "mail")
    if not url:
        return MailDoor(backend="django.core.mail.backends.filebased.EmailBackend", folder=folder)
    try:
        parts = urlsplit(url)
        port = parts.port or _SMTP_PORTS[parts.scheme]
    except (ValueError, KeyError) as fault:
        raise ImproperlyConfigured(_SMTP) from fault
    if not parts.hostname:
        raise ImproperlyConfigured(_SMTP)
    return MailDoor(
        backend="django.core.mail.backends.smtp.EmailBackend",
        folder=folder,
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        tls=parts.scheme == "smtps",
    )
