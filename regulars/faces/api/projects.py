"""Which pieces of work are there, and how far is one of them?"""

from __future__ import annotations

from ninja import Query, Router, Schema
from pydantic import Field

from regulars.faces.api.door import ApiRequest
from regulars.faces.api.questions import Cursor, RowId
from regulars.faces.api.reading import must_be_a_cursor, reads
from regulars.queries.project_form import ProjectDetail
from regulars.queries.project_list import CURSOR, MOST_PROJECTS, ProjectPage, project_list
from regulars.queries.token_views import project_for_programs
from regulars.rules.permissions import Permission, Scope

router = Router(tags=["projects"])


class ProjectsAsked(Schema):
    """Which projects are wanted."""

    customer: RowId | None = Field(None, description="Only of this customer.")
    limit: int = Field(50, ge=1, le=MOST_PROJECTS, description="How many at most.")
    cursor: Cursor = Field("", description="Where the page begins: `next` of the page before.")


@reads(
    router,
    "/projects/",
    called="projects",
    summary="Projects",
    needs=Scope.APPOINTMENTS_READ,
)
def projects(request: ApiRequest, asked: Query[ProjectsAsked]) -> ProjectPage:
    """The projects of one customer or of all, customer by customer, the first opened first."""
    must_be_a_cursor(CURSOR.fullmatch(asked.cursor), asked.cursor)
    return project_list(
        business=request.door.business,
        customer_id=asked.customer,
        page=asked.cursor,
        limit=asked.limit,
    )


@reads(
    router,
    "/projects/{int:project_id}/",
    called="project",
    summary="One project",
    needs=Scope.APPOINTMENTS_READ,
)
def project(request: ApiRequest, project_id: int) -> ProjectDetail:
    """The project with its sessions, the newest first; their prices are null without money:read."""
    return project_for_programs(
        business=request.door.business,
        project_id=project_id,
        with_money=request.door.may(Permission.SEE_MONEY),
    )
