"""Files read in processes of their own: a hostile file costs that one file.

A worker reads one file at a time under limits of time and memory and leaves the result in a
folder, so that results neither wait in a pipe nor pile up in memory. When a worker dies or is
ended, the file it was at is the guilty one; what was queued behind it goes to another.
"""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from time import monotonic
from typing import Any

from corpus.errors import VoetnootError
from ingest.errors import UnreadableFile
from ingest.limits import address_space, collect_less, last_words, limit_memory
from ingest.packing import packed
from ingest.types import IngestedFile

FILE_SECONDS = 300.0
"""On the clock, for one file: the slowest of a thousand pages takes twenty on a busy machine."""
FILE_BYTES = 2_000_000_000
"""Of memory, on top of what a worker begins with; a thousand pages take a fifth of a gigabyte."""
OCR_TIMES = 12
"""Recognising the pages of a scan takes seconds each, and has a limit for every page."""
_AHEAD = 64
"""Results that may wait on disk for their turn."""
_QUEUED = 2
_ORPHAN_SECONDS = 60
_GROWN = 0.25
"""Share of its memory that a worker may keep hold of between files."""
_READY, _LEAVES = -1, -2
"""What a worker says besides numbers of files: here I am; I have grown too large and go."""
_TOO_LARGE = f"het lezen vraagt meer dan {FILE_BYTES // 1_000_000} MB geheugen"

Outcome = IngestedFile | str
"""What was read, or the reason why nothing was, in Dutch."""
Finished = Callable[[Path], None]


class WorkersFail(VoetnootError):
    """The processes that read files do not even start."""


def read_files(
    paths: Sequence[Path],
    workers: int,
    *,
    finished: Finished | None = None,
    blocks: bool = False,
    ocr: bool = False,
) -> Generator[tuple[Path, Outcome]]:
    """Every path with what came of it, in the order of `paths`.

    `finished` is called as soon as a file is done, in any order. Without `blocks` the blocks,
    which the index does not hold, stay behind; with `ocr` pages without readable text are
    recognised. Raises `WorkersFail`.
    """
    if not paths:
        return
    with tempfile.TemporaryDirectory(prefix="voetnoot-") as folder:
        task = _Task(blocks, ocr, FILE_SECONDS * (OCR_TIMES if ocr else 1), FILE_BYTES)
        crew = _Crew(paths, min(workers, len(paths)), Path(folder), finished, task)
        try:
            yield from crew.outcomes()
        finally:
            crew.dismiss()


def read_file(path: Path, *, ocr: bool = False) -> IngestedFile:
    """One file, blocks and all. Raises `UnreadableFile`, whatever the file does to its reader."""
    ((_, outcome),) = read_files([path], 1, blocks=True, ocr=ocr)
    if isinstance(outcome, str):
        raise UnreadableFile(path.name, outcome)
    return outcome


@dataclass(frozen=True)
class _Task:
    """How files are read, and what reading one may cost."""

    blocks: bool
    ocr: bool
    seconds: float
    memory: int


class _Worker:
    """A process with the numbers of the files it has been given; the first is in its hands."""

    def __init__(self, context: Any, folder: Path, task: _Task) -> None:
        self._task = task
        self.jobs: deque[int] = deque()
        self.ready = False
        self.deadline = float("inf")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(
            target=_serve, args=(theirs, folder, task), daemon=True
        )
        self.process.start()
        theirs.close()

    def give(self, number: int, path: Path) -> None:
        """Queue a file. A worker that is dying does not notice; its jobs are given again."""
        self.jobs.append(number)
        self._start_clock()
        with suppress(OSError):
            self.pipe.send((number, str(path)))

    def take(self) -> int:
        """What it says. Raises `EOFError` when it is gone, `WorkersFail` when it cannot work."""
        said = self.pipe.recv()
        if isinstance(said, str):
            raise WorkersFail(said)
        if said == _READY:
            self.ready = True
        elif said >= 0:
            self.jobs.remove(said)
        self.deadline = float("inf")
        self._start_clock()
        return int(said)

    def _start_clock(self) -> None:
        if self.ready and self.jobs and self.deadline == float("inf"):
            self.deadline = monotonic() + self._task.seconds

    def end(self) -> None:
        """Kill it, and wait until it is gone."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Crew:
    """The workers at work on a list of files."""

    def __init__(
        self,
        paths: Sequence[Path],
        size: int,
        folder: Path,
        finished: Finished | None,
        task: _Task,
    ) -> None:
        self._paths, self._folder, self._task = paths, folder, task
        self._finished = finished
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["ingest.reading"])
        self._waiting = deque(range(len(paths)))
        self._reasons: dict[int, str] = {}
        self._done: set[int] = set()
        self._workers: list[_Worker] = []
        self._size = size

    def outcomes(self) -> Iterator[tuple[Path, Outcome]]:
        """In the order of the paths."""
        for number, path in enumerate(self._paths):
            while number not in self._done:
                self._hand_out(number)
                self._look()
            self._hand_out(number)
            self._done.remove(number)
            yield path, self._outcome(number)

    def dismiss(self) -> None:
        """End all workers, also those that hang."""
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _hand_out(self, turn: int) -> None:
        """Files to workers with room, the emptiest first; not too far ahead of whose turn it is."""
        while self._waiting and self._waiting[0] < turn + _AHEAD:
            worker = min(self._workers, key=lambda w: len(w.jobs), default=None)
            if worker is None or (worker.jobs and len(self._workers) < self._size):
                worker = _Worker(self._context, self._folder, self._task)
                self._workers.append(worker)
            if len(worker.jobs) >= _QUEUED:
                return
            number = self._waiting.popleft()
            worker.give(number, self._paths[number])

    def _look(self) -> None:
        """Wait for a worker to finish, die or run out of time."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        soonest = min(worker.deadline for worker in self._workers)
        seconds = None if soonest == float("inf") else max(0.0, soonest - monotonic())
        for pipe in wait(list(by_pipe), timeout=seconds):
            assert isinstance(pipe, Connection)
            self._listen(by_pipe[pipe])
        for worker in [w for w in self._workers if w.deadline <= monotonic()]:
            if not worker.pipe.poll():
                self._lose(worker, f"het lezen duurde langer dan {self._task.seconds:.0f} seconden")

    def _listen(self, worker: _Worker) -> None:
        try:
            said = worker.take()
        except (EOFError, OSError):
            worker.process.join()
            self._lose(worker, last_words(worker.process.exitcode))
            return
        if said == _LEAVES:
            self._remove(worker)
        elif said >= 0:
            self._finish(said)

    def _lose(self, worker: _Worker, reason: str) -> None:
        """A worker died, or has to: the file in its hands is the guilty one."""
        if not worker.ready:
            raise WorkersFail(f"De processen die bestanden lezen, starten niet: {reason}.")
        if worker.jobs:
            guilty = worker.jobs.popleft()
            self._reasons[guilty] = reason
            self._finish(guilty)
        self._remove(worker)

    def _remove(self, worker: _Worker) -> None:
        worker.end()
        self._workers.remove(worker)
        self._waiting = deque(sorted([*self._waiting, *worker.jobs]))

    def _finish(self, number: int) -> None:
        self._done.add(number)
        if self._finished:
            self._finished(self._paths[number])

    def _outcome(self, number: int) -> Outcome:
        if number in self._reasons:
            return self._reasons.pop(number)
        left = self._folder / str(number)
        outcome: Outcome = ForkingPickler.loads(left.read_bytes())
        left.unlink()
        return outcome


def _serve(pipe: Connection, folder: Path, task: _Task) -> None:
    """In a worker: read what is given until there is nothing more."""
    from ingest import reading  # noqa: F401  # its memory is no part of a file's

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one at the keyboard ends the parent
    collect_less()
    begin = address_space()
    limit_memory(begin + task.memory)
    pipe.send(_READY)
    while True:
        try:
            number, path = pipe.recv()
        except (EOFError, OSError):
            return
        # Should the parent be gone, nobody else ends an endless loop.
        signal.alarm(int(task.seconds) + _ORPHAN_SECONDS)
        packed = _packed(Path(path), task)
        signal.alarm(0)
        try:
            (folder / str(number)).write_bytes(packed)
        except OSError as error:
            pipe.send(f"Tussenresultaten zijn niet te schrijven in {folder}: {error.strerror}.")
            return
        pipe.send(number)
        if address_space() > begin + task.memory * _GROWN:
            pipe.send(_LEAVES)
            return


def _packed(path: Path, task: _Task) -> bytes:
    outcome = _read(path, ocr=True) if task.ocr else _read(path)
    try:
        if isinstance(outcome, IngestedFile) and not task.blocks:
            outcome = packed(outcome)
        return bytes(ForkingPickler.dumps(outcome))
    except MemoryError:
        return bytes(ForkingPickler.dumps(_TOO_LARGE))


def _read(path: Path, *, ocr: bool = False) -> Outcome:
    """In a worker: the file, or why it cannot be read."""
    from ingest.reading import ingest_file

    try:
        return ingest_file(path, ocr=ocr)
    except UnreadableFile as error:
        return error.reason
    except MemoryError:
        return _TOO_LARGE
    except RecursionError:
        return "de PDF is te diep genest"
    except Exception as error:  # whatever a hostile file provokes in a library
        return f"onverwachte fout bij het lezen ({type(error).__name__}: {error})"
