"""Do the committed schemas describe what programs really get?"""

from __future__ import annotations

import json
import shutil

import jsonschema
import pytest

from tools import schemas


@pytest.mark.parametrize("path", sorted(schemas.schemas()), ids=lambda path: path.name)
def test_a_schema_is_committed_as_the_code_has_it(path):
    assert path.read_text(encoding="utf-8") == schemas.schemas()[path], "run make openapi"


@pytest.mark.parametrize("path", sorted(schemas.schemas()), ids=lambda path: path.name)
def test_a_schema_is_a_schema(path):
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def test_every_committed_schema_is_made_by_the_tool():
    assert sorted(schemas.FOLDER.glob("*.schema.json")) == sorted(schemas.schemas())


def test_a_stale_schema_is_noticed_and_written_anew(tmp_path, monkeypatch):
    copies = tmp_path / "docs" / "api"
    shutil.copytree(schemas.FOLDER, copies)
    monkeypatch.setattr(schemas, "FOLDER", copies)
    assert schemas.stale() == []

    (copies / "customer.schema.json").write_text("{}")
    (copies / "history.schema.json").unlink()

    assert [path.name for path in schemas.stale()] == [
        "customer.schema.json", "history.schema.json",
    ]  # fmt: skip
    schemas.write()
    assert schemas.stale() == []
