"""The one Django app's list of records; the records themselves stand in their nouns."""

from __future__ import annotations

from regulars.records.accounts import Account
from regulars.records.appointments import Appointment, AppointmentEvent
from regulars.records.audit import AuditEntry
from regulars.records.businesses import Business, Location
from regulars.records.busy_time import BusyTime
from regulars.records.catalogue import Service, Skill
from regulars.records.customer_search import (
    SearchAddress,
    SearchName,
    Vocabulary,
    VocabularySlip,
    VocabularyTail,
)
from regulars.records.customers import Alert, Customer, CustomerPicture, CustomerTag, Tag
from regulars.records.deposits import Deposit, DepositStep
from regulars.records.fields import Answer, Field, FieldService
from regulars.records.group_sessions import (
    GroupSession,
    Registration,
    RegistrationEvent,
    WaitingPlace,
)
from regulars.records.imports import Import, ImportedEnding, ImportedRow, ToldConflict
from regulars.records.ledger import LedgerLine
from regulars.records.messages import Message
from regulars.records.notes import Note
from regulars.records.projects import Project
from regulars.records.schedule import Block, BlockSeries, DayHours, Room, WorkingHours
from regulars.records.staff import StaffMember
from regulars.records.tokens import ApiToken, IdempotencyKey

__all__ = [
    "Account",
    "Alert",
    "Answer",
    "ApiToken",
    "Appointment",
    "AppointmentEvent",
    "AuditEntry",
    "Block",
    "BlockSeries",
    "Business",
    "BusyTime",
    "Customer",
    "CustomerPicture",
    "CustomerTag",
    "DayHours",
    "Deposit",
    "DepositStep",
    "Field",
    "FieldService",
    "GroupSession",
    "IdempotencyKey",
    "Import",
    "ImportedEnding",
    "ImportedRow",
    "LedgerLine",
    "Location",
    "Message",
    "Note",
    "Project",
    "Registration",
    "RegistrationEvent",
    "Room",
    "SearchAddress",
    "SearchName",
    "Service",
    "Skill",
    "StaffMember",
    "Tag",
    "ToldConflict",
    "Vocabulary",
    "VocabularySlip",
    "VocabularyTail",
    "WaitingPlace",
    "WorkingHours",
]
