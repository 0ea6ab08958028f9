"""How far is the import, on a terminal or in a log?"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from tqdm import tqdm

from regulars.actions.imports.report import Stand
from regulars.kernel.formats import Formats

_LOG_EVERY = 10  # per cent


class Bar:
    """A bar on a terminal; elsewhere a line for every tenth."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self._bar: tqdm | None = None
        self._stage = ""
        self._logged = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def checks(self, file: str, *, done: int, total: int) -> None:
        self._show("Checking", file, done=done, total=total, unit="B")

    def goes_on(self, stand: Stand) -> None:
        self._say(
            f"Going on with the import of {self._moment(stand)}: everything is read, "
            f"{stand.percent} % is settled."
            if stand.is_read
            else f"Going on with the import of {self._moment(stand)}, {stand.percent} % is read."
        )

    def closes(self, stand: Stand) -> None:
        self._say(
            f"The import “{stand.mapping}” of {self._moment(stand)} stopped before its end, and "
            "its files or its mapping have changed since. What it brought in is settled now; then "
            "everything is read anew, and rows that are in are passed over."
        )

    def reads(self, file: str, *, done: int, total: int) -> None:
        self._show("Reading", file, done=done, total=total, unit="B")

    def settles(self, *, done: int, total: int) -> None:
        self._show("Settling", "", done=done, total=total, unit="")

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _moment(self, stand: Stand) -> str:
        return self._formats.moment_plain(stand.begun_at)

    def _say(self, sentence: str) -> None:
        self.close()
        print(sentence, file=sys.stderr, flush=True)

    def _show(self, stage: str, detail: str, *, done: int, total: int, unit: str) -> None:
        if not sys.stderr.isatty():
            self._log(stage, detail, done=done, total=total)
            return
        if stage != self._stage:
            self.close()
            self._stage = stage
            # From where an earlier run stopped, or the speed would be wrong.
            self._bar = tqdm(
                total=total, initial=done, desc=stage, unit=unit, unit_scale=True, leave=True
            )
        if self._bar is not None:
            self._bar.set_postfix_str(detail, refresh=False)
            self._bar.update(done - self._bar.n)

    def _log(self, stage: str, detail: str, *, done: int, total: int) -> None:
        tenth = 100 * done // (total or 1) // _LOG_EVERY * _LOG_EVERY
        if (stage, tenth) != (self._stage, self._logged):
            self._stage, self._logged = stage, tenth
            print(f"{stage} {detail} {tenth} %".replace("  ", " "), file=sys.stderr, flush=True)
