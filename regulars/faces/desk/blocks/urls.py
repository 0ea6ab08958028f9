"""Addresses of blocks: time without a customer."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.blocks.new import NewBlock
from regulars.faces.desk.blocks.one import BlockPage, BlockRemoval, BlockReturn

_ONE = "blocks/<int:block_id>/"

urlpatterns: list[URLPattern] = [
    path("blocks/new/", NewBlock.as_view(), name="block-new"),
    path(_ONE, BlockPage.as_view(), name="block"),
    path(f"{_ONE}removal/", BlockRemoval.as_view(), name="block-removal"),
    path(f"{_ONE}return/", BlockReturn.as_view(), name="block-return"),
]
