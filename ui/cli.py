"""The command line. Heavy libraries are imported by the commands that need them."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import VoetnootError
from corpus.filters import Filters
from ui.settings import Settings, read_settings

if TYPE_CHECKING:
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
        arguments = _parser().parse_args(argv)
        code: int = arguments.run(arguments, read_settings())
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


def _is_wrong_use(error: VoetnootError) -> bool:
    from ingest.errors import InputError

    names = {type(error).__name__, *(c.__name__ for c in type(error).__mro__)}
    return isinstance(error, (UsageError, InputError)) or bool(
        names & {"QuestionError", "QuestionFileError"}
    )


def _say(message: str) -> None:
    sys.stderr.write(f"voetnoot: {message}\n")


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")


def _json(data: object) -> None:
    _out(json.dumps(data, ensure_ascii=False))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="voetnoot", description="Antwoorden uit Kamerstukken, met pagina en voetnoot."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="OPDRACHT")

    def add(name: str, run: Any, text: str, example: str) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, help=text, description=text, epilog=f"Voorbeeld: voetnoot {example}"
        )
        command.add_argument("--index", type=Path, help="map van de index")
        command.add_argument("--json", action="store_true", help="uitvoer als JSON")
        command.set_defaults(run=run)
        return command

    index = add("index", _index, "lees PDF-bestanden en werk de index bij", "index stukken/")
    index.add_argument("paths", nargs="+", type=Path, metavar="PAD")
    index.add_argument("--full", action="store_true", help="lees alles opnieuw")
    index.add_argument("--workers", type=int, help="aantal processen")
    index.add_argument("--embedder", help="embeddingmodel, naam of map")
    index.add_argument("--strict", action="store_true", help="eindig met 1 als iets mislukte")

    ask = add("ask", _ask, "beantwoord een vraag", 'ask "Wat is het plafond van het SecFund?"')
    ask.add_argument("question", nargs="?", metavar="VRAAG")
    ask.add_argument("--questions", metavar="BESTAND", help="JSONL met vragen; - is stdin")
    search = add("search", _search, "toon alleen passages", 'search "vuurwerk" -k 5')
    search.add_argument("question", metavar="VRAAG")
    search.add_argument("-k", type=int, default=10, help="aantal passages")
    for command in (ask, search):
        _filter_options(command)
        _model_options(command)

    chat = add("chat", _chat, "open de chat in de browser", "chat --port 7860")
    chat.add_argument("--host", default="127.0.0.1", help="adres om op te luisteren")
    chat.add_argument("--port", type=int, default=7860)
    chat.add_argument("--auth-file", type=Path, help="regels met gebruiker:wachtwoord")
    _model_options(chat)

    inspect = add("inspect", _inspect, "toon wat er in een bestand gelezen wordt",
                  "inspect kst-36560-X-10.pdf")
    inspect.add_argument("file", type=Path, metavar="BESTAND")
    add("status", _status, "toon de gezondheid van de index", "status --json")
    add("rollback", _rollback, "maak de vorige generatie de huidige", "rollback")
    evaluate = add("eval", _eval, "meet met bekende vragen", "eval vragen.jsonl --details")
    evaluate.add_argument("files", nargs="+", type=Path, metavar="BESTAND")
    evaluate.add_argument("--details", action="store_true", help="toon wat misging")
    _model_options(evaluate)
    return parser


def _filter_options(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("filters")
    group.add_argument("--dossier", action="append", default=[], help="36560-X of 36560")
    for name in ("doc", "kind", "ministry", "vergaderjaar"):
        group.add_argument(f"--{name}", action="append", default=[])
    group.add_argument("--since", metavar="JJJJ-MM-DD")
    group.add_argument("--until", metavar="JJJJ-MM-DD")


def _model_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--embedder", help="embeddingmodel van de index, naam of map")
    command.add_argument("--chat-model", help="chatmodel van LangChain, bijvoorbeeld ollama:qwen3")
    command.add_argument("--lang", choices=("nl", "en"), help="taal van het antwoord")


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
    name = arguments.chat_model or settings.chat_model
    if name is None:
        return Voetnoot(index, embedder, model)
    from rag.generation import open_chat_model

    return Voetnoot(index, embedder, model, open_chat_model(name))


def _language(arguments: argparse.Namespace, settings: Settings) -> Language | None:
    chosen = arguments.lang or settings.language
    return "en" if chosen == "en" else "nl" if chosen == "nl" else None


def _index(arguments: argparse.Namespace, settings: Settings) -> int:
    from ingest.embedding import open_embedder
    from ingest.pipeline import reindex
    from ui.printing import report_text

    def progress(done: int, total: int, name: str) -> None:
        sys.stderr.write(f"[{done}/{total}] {name}\n")

    report = reindex(
        arguments.paths, _directory(arguments, settings),
        open_embedder(arguments.embedder or settings.embedder),
        full=arguments.full, workers=arguments.workers, progress=progress,
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
        chain = _open_chain(arguments, settings)
        for record in _answers(chain, arguments.questions, filters, language):
            _json(record)
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
    chain: Voetnoot, name: str, filters: Filters, language: Language | None
) -> Iterator[dict[str, Any]]:
    from dataclasses import replace

    from rag.chain import answer_turns

    for record in _question_records(name):
        turns = record.get("turns")
        questions = [t["question"] for t in turns] if turns else [record["question"]]
        answers = answer_turns(chain, questions, filters, language)
        identifier = record.get("id")
        if turns:
            ids = [turn.get("id") for turn in turns]
            told = [replace(a, id=i).as_dict() for a, i in zip(answers, ids, strict=True)]
            yield {"id": identifier, "turns": told}
        else:
            yield replace(answers[0], id=identifier).as_dict()


def _question_records(name: str) -> Iterator[dict[str, Any]]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{name}: niet te lezen ({error}).") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            texts = [t["question"] for t in record.get("turns") or [record]]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"{name}, regel {number}: verwacht een JSON-object met question of turns."
            ) from error
        if not all(isinstance(text, str) for text in texts):
            raise UsageError(f"{name}, regel {number}: question is geen tekst.")
        yield record


def _search(arguments: argparse.Namespace, settings: Settings) -> int:
    from rag.chain import check_question
    from rag.retrieval import as_passage
    from ui.printing import passage_lines

    if arguments.k < 1:
        raise UsageError("-k: geef een getal van 1 of hoger.")
    check_question(arguments.question, _language(arguments, settings))
    filters = _filters(arguments)
    chain = _open_chain(arguments, settings)
    passages = [as_passage(hit) for hit in chain.search(arguments.question, filters, arguments.k)]
    if arguments.json:
        _json([asdict(passage) for passage in passages])
    else:
        _out("\n".join(line for p in passages for line in passage_lines(p)) or "Niets gevonden.")
    return OK


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
    from ingest.reading import ingest_file
    from ui.printing import inspection_text

    file = ingest_file(arguments.file)
    if arguments.json:
        _json(inspect_object(file))
    else:
        _out(inspection_text(file))
    return OK


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
    from importlib.metadata import entry_points

    # ui and evals do not import each other: the package names its commands at installation.
    (command,) = entry_points(group="voetnoot.commands", name="eval")
    result = command.load()(_open_chain(arguments, settings), arguments.files)
    if arguments.json:
        _json(result.as_dict())
    else:
        _out(result.as_markdown(details=arguments.details))
    return OK


if __name__ == "__main__":
    sys.exit(main())
