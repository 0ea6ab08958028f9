"""Addresses of projects."""

from __future__ import annotations

from django.urls import URLPattern, path

from regulars.faces.desk.projects.views import NewProject, ProjectEnding, ProjectPage

urlpatterns: list[URLPattern] = [
    path("customers/<int:customer_id>/projects/new/", NewProject.as_view(), name="project-new"),
    path("projects/<int:project_id>/", ProjectPage.as_view(), name="project"),
    path("projects/<int:project_id>/ending/", ProjectEnding.as_view(), name="project-ending"),
]
