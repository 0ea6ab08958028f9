"""Addresses of price list, team and rooms."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.house.price_list import (
    NewService,
    ServicePage,
    ServicePlace,
    Services,
    ServiceWithdrawal,
)
from regulars.faces.desk.house.rooms import RoomClosing, RoomName, Rooms
from regulars.faces.desk.house.rules import Rules
from regulars.faces.desk.house.team import Member, MemberPlace, NewMember, Parting, TeamPage

_SERVICE = "settings/services/<int:service_id>/"
_MEMBER = "settings/team/<int:staff_member_id>/"
_ROOM = "settings/rooms/<int:room_id>/"

urlpatterns: list[URLPattern] = [
    path("settings/services/", Services.as_view(), name="services"),
    path("settings/services/new/", NewService.as_view(), name="service-new"),
    path(_SERVICE, ServicePage.as_view(), name="service"),
    path(f"{_SERVICE}place/", ServicePlace.as_view(), name="service-place"),
    path(f"{_SERVICE}withdrawal/", ServiceWithdrawal.as_view(), name="service-withdrawal"),
    path("settings/team/", TeamPage.as_view(), name="team"),
    path("settings/team/new/", NewMember.as_view(), name="member-new"),
    path(_MEMBER, Member.as_view(), name="member"),
    path(f"{_MEMBER}place/", MemberPlace.as_view(), name="member-place"),
    path(f"{_MEMBER}parting/", Parting.as_view(), name="member-parting"),
    path("settings/rooms/", Rooms.as_view(), name="rooms"),
    path(_ROOM, RoomName.as_view(), name="room"),
    path(f"{_ROOM}closing/", RoomClosing.as_view(), name="room-closing"),
    path("settings/rules/", Rules.as_view(), name="rules"),
]
