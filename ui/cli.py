"""The command line. Heavy libraries are imported by the commands that need them."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import VoetnootError
from corpus.filters import Filters
from ui.arguments import language_of, parser
from ui.questions import Asked, QuestionsFileError, read_questions_file
from ui.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from ingest.types import IngestedFile
    from rag.answer import Language
    from rag.chain import Voetnoot

OK, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


class UsageError(VoetnootError):
    """The command was called wrongly."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code: 0 success, 2 wrong use, 1 failure."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        given = [_clean(argument) for argument in (sys.argv[1:] if argv is None else argv)]
        settings = read_settings()
        language = language_of(given)
        arguments = parser(language or settings.language or "nl").parse_args(given)
        arguments.lang = language
        code = _RUN[arguments.command](arguments, settings)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except VoetnootError as error:
        _say(str(error))
        return WRONG_USE if _is_wrong_use(error) else FAILED
    except Exception as error:
        if os.environ.get("VOETNOOT_DEBUG") == "1":
            raise
        _say(f"Onverwachte fout: {type(error).__name__}: {error}"
             " (VOETNOOT_DEBUG=1 toont de herkomst)")
        return FAILED


def _clean(argument: str) -> str:
    """Bytes that are no UTF-8 come in as lone surrogates, which no library takes."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_wrong_use(error: VoetnootError) -> bool:
    from ingest.errors import InputError

    names = {type(error).__name__, *(c.__name__ for c in type(error).__mro__)}
    return isinstance(error, (UsageError, InputError, QuestionsFileError, SettingsError)) or bool(
        names & {"AnnotationError", "QuestionError", "QuestionFileError"}
    )


def _say(message: str) -> None:
    sys.stderr.write(f"voetnoot: {message}\n")


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")


def _json(data: object) -> None:
    _out(json.dumps(data, ensure_ascii=False))


def _filters(arguments: argparse.Namespace) -> Filters:
    for name in ("since", "until"):
        value = getattr(arguments, name)
        if value and not _is_date(value):
            raise UsageError(f"--{name} {value}: schrijf een datum als 2024-06-27.")
    return Filters(
        tuple(arguments.dossier), tuple(arguments.doc), tuple(arguments.kind),
        tuple(arguments.ministry), tuple(arguments.vergaderjaar),
        arguments.since, arguments.until,
    )


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text))
    except ValueError:
        return False


def _directory(arguments: argparse.Namespace, settings: Settings) -> Path:
    return Path(arguments.index or settings.index)


def _open_chain(arguments: argparse.Namespace, settings: Settings) -> Voetnoot:
    from ingest.embedding import BundledEmbedder, bundled_model, open_embedder
    from ingest.index import open_index
    from rag.chain import Voetnoot

    embedder = open_embedder(arguments.embedder or settings.embedder)
    index = open_index(_directory(arguments, settings), embedder)
    model = embedder.model if isinstance(embedder, BundledEmbedder) else bundled_model()
    reranker = chat_model = None
    if name := arguments.reranker or settings.reranker:
        from rag.crossencoder import open_reranker

        reranker = open_reranker(name)
    if name := arguments.chat_model or settings.chat_model:
        from rag.generation import open_chat_model

        chat_model = open_chat_model(name)
    return Voetnoot(index, embedder, model, chat_model, reranker)


def _language(arguments: argparse.Namespace, settings: Settings) -> Language | None:
    chosen: Language | None = arguments.lang or settings.language
    return chosen


def _index(arguments: argparse.Namespace, settings: Settings) -> int:
    from ingest.embedding import open_embedder
    from ingest.pipeline import reindex
    from ui.printing import report_text

    if arguments.workers is not None and arguments.workers < 1:
        raise UsageError("--workers: geef een getal van 1 of hoger.")

    def progress(done: int, total: int, name: str) -> None:
        sys.stderr.write(f"[{done}/{total}] {name}\n")

    report = reindex(
        arguments.paths, _directory(arguments, settings),
        open_embedder(arguments.embedder or settings.embedder),
        full=arguments.full, workers=arguments.workers, progress=progress,
        ocr=arguments.ocr or settings.ocr,
    ).as_dict()
    if arguments.json:
        _json(report)
    else:
        _out(report_text(report))
    return FAILED if arguments.strict and report["failed"] else OK


def _ask(arguments: argparse.Namespace, settings: Settings) -> int:
    from ui.printing import answer_text

    if (arguments.question is None) == (arguments.questions is None):
        raise UsageError('Geef een vraag, of --questions BESTAND. Zie "voetnoot ask --help".')
    filters, language = _filters(arguments), _language(arguments, settings)
    if arguments.questions is not None:
        asked = read_questions_file(arguments.questions)
        for record in _answers(_open_chain(arguments, settings), asked, filters, language):
            _json(record)
            sys.stdout.flush()  # a program that reads along gets each answer when it is there
        return OK
    from rag.chain import check_question

    check_question(arguments.question, language)
    chain = _open_chain(arguments, settings)
    answer = chain.invoke(
        {"question": arguments.question, "filters": filters, "language": language}
    )
    if arguments.json:
        _json(answer.as_dict())
    else:
        _out(answer_text(answer))
    return OK


def _answers(
    chain: Voetnoot, asked: Sequence[Asked], filters: Filters, language: Language | None
) -> Iterator[dict[str, Any]]:
    from rag.chain import answer_turns

    for one in asked:
        answers = answer_turns(chain, one.questions, filters, language)
        if one.turn_ids:
            told = [
                replace(answer, id=turn).as_dict()
                for answer, turn in zip(answers, one.turn_ids, strict=True)
            ]
            yield {"id": one.id, "turns": told}
        else:
            yield replace(answers[0], id=one.id).as_dict()


def _search(arguments: argparse.Namespace, settings: Settings) -> int:
    from rag.chain import check_question
    from rag.retrieval import as_passage
    from ui.printing import passage_lines

    _check_count(arguments.k)
    check_question(arguments.question, _language(arguments, settings))
    filters = _filters(arguments)
    chain = _open_chain(arguments, settings)
    passages = [as_passage(hit) for hit in chain.search(arguments.question, filters, arguments.k)]
    if arguments.json:
        _json([asdict(passage) for passage in passages])
    else:
        _out("\n".join(line for p in passages for line in passage_lines(p)) or "Niets gevonden.")
    return OK


def _looked_up(arguments: argparse.Namespace, settings: Settings) -> int:
    """`refs`, `promises` and `asked`."""
    from ui import lookups

    filters = _filters(arguments)
    if arguments.command == "asked":
        from rag.chain import check_question

        _check_count(arguments.k)
        check_question(arguments.question, _language(arguments, settings))
        chain = _open_chain(arguments, settings)
        data, text = lookups.asked(chain, arguments.question, filters, arguments.k)
    else:
        index = _open_chain(arguments, settings).index
        if arguments.command == "refs":
            data, text = lookups.referrals(index, arguments.document, filters)
        else:
            data, text = lookups.promises(index, filters)
    if arguments.json:
        _json(data)
    else:
        _out(text)
    return OK


def _check_count(k: int) -> None:
    if k < 1:
        raise UsageError("-k: geef een getal van 1 of hoger.")


def _chat(arguments: argparse.Namespace, settings: Settings) -> int:
    chain = _open_chain(arguments, settings)
    from ui.chat import serve

    auth = _logins(arguments.auth_file) if arguments.auth_file else None
    if arguments.host not in ("127.0.0.1", "localhost") and auth is None:
        _say("let op: de chat is zonder wachtwoord bereikbaar voor anderen (zie --auth-file)")
    language = _language(arguments, settings) or "nl"
    serve(chain, arguments.host, arguments.port, auth, language)
    return OK


def _logins(path: Path) -> list[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path}: niet te openen ({error.strerror}).") from error
    pairs = [line.split(":", 1) for line in lines if line.strip()]
    if not pairs or any(len(pair) != 2 or not all(pair) for pair in pairs):
        raise UsageError(f"{path}: verwacht op elke regel gebruiker:wachtwoord.")
    return [(user, password) for user, password in pairs]


def _inspect(arguments: argparse.Namespace, settings: Settings) -> int:
    from ingest.inspection import inspect_object
    from ingest.ocr import check_ocr
    from ingest.workers import read_file
    from ui.inspection import inspection_text

    if ocr := arguments.ocr or settings.ocr:
        check_ocr()
    file, pages = read_file(arguments.file, ocr=ocr), tuple(arguments.page)
    count = len(file.parsed.pages)
    if any(not 1 <= page <= count for page in pages):
        raise UsageError(f"--page: {arguments.file.name} heeft pagina 1 tot en met {count}.")
    if arguments.draw is not None:
        _draw(arguments.file, file, arguments.draw, pages)
    if arguments.json:
        _json(inspect_object(file, pages))
    else:
        _out(inspection_text(file, pages))
    return OK


def _draw(path: Path, file: IngestedFile, folder: Path, pages: Sequence[int]) -> None:
    from ingest.drawing import draw_pages

    try:
        drawn = draw_pages(path, file.parsed, folder, pages or None)
    except OSError as error:
        raise UsageError(f"{folder}: niet te schrijven ({error.strerror}).") from error
    sys.stderr.write(f"{len(drawn)} pagina's getekend in {folder}\n")


def _status(arguments: argparse.Namespace, settings: Settings) -> int:
    from ingest.generations import status
    from ui.printing import status_text

    found = status(_directory(arguments, settings))
    if arguments.json:
        _json(found)
    else:
        _out(status_text(found))
    return OK


def _rollback(arguments: argparse.Namespace, settings: Settings) -> int:
    from ingest.generations import rollback

    name = rollback(_directory(arguments, settings))
    if arguments.json:
        _json({"generation": name})
    else:
        _out(f"De huidige generatie is nu {name}.")
    return OK


def _eval(arguments: argparse.Namespace, settings: Settings) -> int:
    files = (*arguments.files, *(arguments.footnotes or ()))
    if bool(files) == bool(arguments.compare):
        raise UsageError("eval: geef bestanden met vragen, of --compare MAP MAP.")
    if arguments.compare:
        result = _named_command("compare")(*arguments.compare)
    else:
        # Annotated footnotes need no index, so the file decides whether it is opened.
        result = _named_command("eval")(
            lambda: _open_chain(arguments, settings), files, arguments.corpus
        )
    if arguments.out is not None:
        result.write(arguments.out)
    if arguments.json:
        _json(result.as_dict())
    else:
        _out(result.as_markdown(details=arguments.details))
    return OK


def _named_command(name: str) -> Callable[..., Any]:
    """What the package named at installation: ui and evals do not import each other."""
    from importlib.metadata import entry_points

    commands = tuple(entry_points(group="voetnoot.commands", name=name))
    if not commands:
        raise UsageError("eval hoort bij een geïnstalleerde Voetnoot: pip install -e .")
    loaded: Callable[..., Any] = commands[0].load()
    return loaded


_RUN: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "index": _index,
    "ask": _ask,
    "search": _search,
    "refs": _looked_up,
    "promises": _looked_up,
    "asked": _looked_up,
    "chat": _chat,
    "inspect": _inspect,
    "status": _status,
    "rollback": _rollback,
    "eval": _eval,
}

if __name__ == "__main__":
    sys.exit(main())
