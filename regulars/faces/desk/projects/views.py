"""The page of a project, and a new one for a customer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from regulars.actions.opened import SavedMeanwhile
from regulars.actions.projects.change import change_project
from regulars.actions.projects.finish import finish_project, reopen_project
from regulars.actions.projects.open import open_project
from regulars.faces.desk.entrance import DeskRequest, DeskView, done, invalid, page
from regulars.faces.desk.on_top import save_on_top
from regulars.faces.desk.projects.forms import ProjectForm
from regulars.kernel import words
from regulars.queries.project_form import (
    ProjectDetail,
    project_customer,
    project_detail,
    staff_choices,
)
from regulars.rules.permissions import Permission


class ProjectPage(DeskView):
    """What the work is, who does it, and its appointments."""

    permission = Permission.MANAGE_PROJECTS

    def get(self, request: DeskRequest, project_id: int) -> HttpResponse:
        project = project_detail(business=request.door.business, project_id=project_id)
        form = _form(request, project)
        return page(request, "desk/projects/project.html", project=project, form=form)

    def post(self, request: DeskRequest, project_id: int) -> HttpResponse:
        project = project_detail(business=request.door.business, project_id=project_id)
        form = _form(request, project, request.POST)
        if not form.is_valid():
            return invalid(request, "desk/projects/project.html", project=project, form=form)
        opened = form.cleaned_data["opened"] or None
        try:
            change_project(project_id=project_id, opened=opened, **_told(request), **form.said())
        except SavedMeanwhile as refusal:
            return _compared(request, project_id, refusal)
        return done(request, _address(request, project_id), _("Saved."))


class NewProject(DeskView):
    """A piece of work that begins."""

    permission = Permission.MANAGE_PROJECTS

    def get(self, request: DeskRequest, customer_id: int) -> HttpResponse:
        customer = project_customer(business=request.door.business, customer_id=customer_id)
        form = _form(request, staff_id=request.door.staff.id)
        return page(request, "desk/projects/new.html", customer=customer, form=form)

    def post(self, request: DeskRequest, customer_id: int) -> HttpResponse:
        customer = project_customer(business=request.door.business, customer_id=customer_id)
        form = _form(request, data=request.POST)
        if not form.is_valid():
            return invalid(request, "desk/projects/new.html", customer=customer, form=form)
        project_id = open_project(customer_id=customer_id, **_told(request), **form.said())
        return done(request, _address(request, project_id), _("The project is open."))


class ProjectEnding(DeskView):
    """The work is done, or (undo=1) there is more of it."""

    permission = Permission.MANAGE_PROJECTS

    def post(self, request: DeskRequest, project_id: int) -> HttpResponse:
        if request.POST.get("undo"):
            reopen_project(project_id=project_id, **_told(request))
            return done(request, _address(request, project_id), _("The project is open again."))
        finish_project(project_id=project_id, **_told(request))
        return done(request, _address(request, project_id), _("The project is finished."))


def _form(
    request: DeskRequest,
    project: ProjectDetail | None = None,
    data: Any = None,
    *,
    staff_id: int | None = None,
) -> ProjectForm:
    had = project.staff_member_id if project else None
    return ProjectForm(
        data,
        staff=staff_choices(business=request.door.business, also=had),
        staff_word=words.STAFF_WORDS[request.door.business.staff_word],
        project=project,
        staff_id=staff_id,
    )


def _compared(request: DeskRequest, project_id: int, refusal: SavedMeanwhile) -> HttpResponse:
    project = project_detail(business=request.door.business, project_id=project_id)
    form = _form(request, project, request.POST)
    save_on_top(form, form.initial, refusal)
    return page(request, "desk/projects/project.html", status=409, project=project, form=form)


def _told(request: DeskRequest) -> dict[str, Any]:
    return {"business": request.door.business, "actor": request.door.actor, "at": request.at}


def _address(request: DeskRequest, project_id: int) -> str:
    slug = request.door.business.slug
    return reverse("desk:project", kwargs={"business": slug, "project_id": project_id})
