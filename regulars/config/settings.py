"""Every setting of an installation, read from the environment and failing loudly.

`.env.example` documents each variable; a house test compares the two.
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from regulars.config.environment import database_of, mail_of, read_environment
from regulars.config.logs import log_settings

PROJECT = Path(__file__).resolve().parent.parent.parent

env = read_environment(PROJECT)

# Where the database, mail files, pictures and the secret of this installation live.
DATA = env.folder("REGULARS_DATA", PROJECT / "var")
DEBUG = env.flag("REGULARS_DEBUG")
SECRET_KEY = env.secret(DATA)
ALLOWED_HOSTS = env.words("REGULARS_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
# The address people type, with its scheme: https makes cookies secure.
SITE_URL = env.text("REGULARS_URL", "http://127.0.0.1:8000")
HTTPS = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# The proxy in front must set X-Forwarded-Proto and X-Forwarded-For itself, else leave it off.
BEHIND_PROXY = env.flag("REGULARS_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Without it, everybody behind the proxy would share one address, and one limit on wrong passwords.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_htmx",
    "regulars.records.apps.Records",
    "regulars.kernel.web.apps.Web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "regulars.faces.api.envelope.Envelope",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "regulars.kernel.web.language.PersonLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "regulars.faces.desk.refusals.Refusals",
]

ROOT_URLCONF = "regulars.config.urls"
WSGI_APPLICATION = "regulars.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            PROJECT / "regulars" / "kernel" / "web" / "jinja2",
            PROJECT / "regulars" / "faces" / "desk" / "jinja2",
            PROJECT / "regulars" / "faces" / "gate" / "jinja2",
        ],
        "OPTIONS": {
            "environment": "regulars.kernel.web.environment.Environments",
            "context_processors": [
                "django.template.context_processors.request",
                "regulars.kernel.web.form_token.form_token",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    # allauth renders a few e-mail bodies with Django's own language.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# Its own fields are drawn by templates too; Jinja2's are quicker than Django's.
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES = {"default": database_of(env, DATA)}

AUTH_USER_MODEL = "regulars.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# Sign-in: by e-mail only, nobody signs up by themselves.
ACCOUNT_ADAPTER = "regulars.kernel.web.accounts.ByInvitation"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Regulars: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None  # the person is asked
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# One account's wrong passwords are counted by axes below; allauth slows one address down.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip"}
# Brute force is slowed per address and account (axes must be told what allauth calls the two).
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "regulars.kernel.web.accounts.name_typed_at_sign_in"
AXES_CLIENT_IP_CALLABLE = "regulars.kernel.web.accounts.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    # What is counted by the minute, in the memory of each web process (docs/adr/0013).
    "counters": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counters",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
# How often one token may ask one web process in a minute.
API_QUESTIONS_A_MINUTE = env.number("REGULARS_API_QUESTIONS", 600)

SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-elem": [SELF],
        # Only where a style carries data: the chart's circles.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    # Each in its own language: who looks for it may read no other.
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("nl", "Nederlands"),
]
LOCALE_PATHS = [PROJECT / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "regulars.kernel.web.static_files.BundledStaticFiles"},
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

MAIL = mail_of(env, DATA)
EMAIL_BACKEND = MAIL.backend
EMAIL_FILE_PATH = MAIL.folder
EMAIL_HOST = MAIL.host
EMAIL_PORT = MAIL.port
EMAIL_HOST_USER = MAIL.user
EMAIL_HOST_PASSWORD = MAIL.password
EMAIL_USE_TLS = MAIL.starttls
EMAIL_USE_SSL = MAIL.tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("REGULARS_MAIL_FROM", "Regulars <regulars@localhost>")

LOGGING = log_settings(as_json=env.flag("REGULARS_JSON_LOGS"))
# SQLite reads an index with included columns as one without: right, only less quick.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
