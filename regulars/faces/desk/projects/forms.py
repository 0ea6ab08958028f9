"""What staff write about a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulars.actions.opened import marker
from regulars.queries.project_form import ProjectDetail, StaffChoice

# What the database keeps as a small number; nobody plans more sessions for one piece of work.
_MOST_SESSIONS = 999


class ProjectForm(forms.Form):
    """A title, and what else is known."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    staff_member = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    expected_sessions = forms.IntegerField(
        label=gettext_lazy("Expected sessions"),
        min_value=1,
        max_value=_MOST_SESSIONS,
        required=False,
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea,
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        staff: Sequence[StaffChoice],
        staff_word: str | Promise,
        project: ProjectDetail | None = None,
        staff_id: int | None = None,
    ) -> None:
        initial: dict[str, Any] = {"staff_member": staff_id}
        if project is not None:
            initial = {
                "title": project.title,
                "staff_member": project.staff_member_id,
                "expected_sessions": project.expected_sessions,
                "description": project.description,
                "opened": _marker(project),
            }
        super().__init__(data, initial=initial)
        self.fields["staff_member"].label = str(staff_word)
        self.fields["staff_member"].choices = [  # type: ignore[attr-defined]
            ("", _("Not decided yet")),
            *((person.id, person.name) for person in staff),
        ]

    def said(self) -> dict[str, Any]:
        """What the actions are told."""
        told = self.cleaned_data
        return {
            "title": told["title"],
            "staff_member_id": told["staff_member"],
            "expected_sessions": told["expected_sessions"],
            "description": told["description"],
        }


def _marker(project: ProjectDetail) -> str:
    """What the action compares with what stands there when it saves."""
    return marker(
        title=project.title,
        staff_member_id=project.staff_member_id,
        description=project.description,
        expected_sessions=project.expected_sessions,
    )
