"""Addresses of the desk's customers: the list, and the form in which one is entered or changed."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.customers.archival import Archival
from regulars.faces.desk.customers.editing import EditCustomer, NewCustomer
from regulars.faces.desk.customers.listing import Customers, Unfolded
from regulars.faces.desk.customers.while_typing import CustomerPicture, LikelyDuplicates

urlpatterns: list[URLPattern] = [
    path("customers/", Customers.as_view(), name="customers"),
    path("customers/new/", NewCustomer.as_view(), name="customer-new"),
    path("customers/likely-duplicates/", LikelyDuplicates.as_view(), name="likely-duplicates"),
    path("customers/<int:customer_id>/edit/", EditCustomer.as_view(), name="customer-edit"),
    path("customers/<int:customer_id>/unfolded/", Unfolded.as_view(), name="customer-unfold"),
    path("customers/<int:customer_id>/archival/", Archival.as_view(), name="customer-archival"),
    path(
        "customers/<int:customer_id>/picture/<str:digest>/",
        CustomerPicture.as_view(),
        name="customer-picture",
    ),
]
