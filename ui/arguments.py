"""The commands and options of the command line, explained in Dutch or in English."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from rag.answer import Language

_HELP: dict[str, tuple[str, str]] = {
    "voetnoot": (
        "Antwoorden uit Kamerstukken, met pagina en voetnoot.",
        "Answers from Dutch parliamentary documents, with page and footnote.",
    ),
    "index": (
        "lees bestanden (PDF, XML) en werk de index bij",
        "read files (PDF, XML) and update the index",
    ),
    "ask": ("beantwoord een vraag", "answer a question"),
    "search": ("toon alleen passages", "show passages only"),
    "chat": ("open de chat in de browser", "open the chat in the browser"),
    "refs": ("toon welke documenten naar een document verwijzen",
             "show which documents refer to a document"),
    "promises": ("toon toezeggingen aan de Kamer, met pagina en termijn",
                 "show promises to the Chamber, with page and due date"),
    "asked": ("zoek eerdere Kamervragen die op een concept lijken",
              "find earlier parliamentary questions like a draft"),
    "inspect": ("toon wat er in een bestand gelezen wordt", "show what is read in a file"),
    "status": ("toon de gezondheid van de index", "show the health of the index"),
    "rollback": (
        "maak de vorige generatie de huidige", "make the previous generation the current one"
    ),
    "eval": ("meet met bekende vragen", "measure with known questions"),
    "--help": ("toon deze hulp", "show this help"),
    "--lang": ("taal van hulp en antwoord", "language of help and answer"),
    "--index": (
        "map van de index (standaard: VOETNOOT_INDEX, anders index/)",
        "folder of the index (default: VOETNOOT_INDEX, else index/)",
    ),
    "--json": ("uitvoer als JSON", "output as JSON"),
    "--page": ("alleen deze pagina (mag vaker)", "this page only (repeatable)"),
    "--draw": (
        "map voor een PNG per pagina met blokken, noten en cellen getekend",
        "folder for a PNG a page with blocks, notes and cells drawn",
    ),
    "--full": ("lees alles opnieuw", "read everything anew"),
    "--workers": ("aantal processen", "number of processes"),
    "--embedder": ("embeddingmodel, naam of map", "embedding model, name or folder"),
    "--reranker": (
        "cross-encoder die de beste passages herleest, naam of map",
        "cross-encoder that reads the best passages again, name or folder",
    ),
    "--ocr": (
        "herken tekst op pagina's zonder leesbare tekst (tesseract)",
        "recognise text on pages without readable text (tesseract)",
    ),
    "--strict": ("eindig met 1 als een bestand mislukte", "exit with 1 when a file failed"),
    "--questions": ("JSONL met vragen; - is standaardinvoer", "JSONL; - is standard input"),
    "-k": ("aantal passages", "number of passages"),
    "--host": ("adres om op te luisteren", "address to listen on"),
    "--port": ("poort", "port"),
    "--auth-file": ("regels met gebruiker:wachtwoord", "lines of user:password"),
    "--chat-model": (
        "chatmodel van LangChain, bijvoorbeeld ollama:qwen3",
        "LangChain chat model, for example ollama:qwen3",
    ),
    "--details": ("toon per vraag wat misging", "show what went wrong, question by question"),
    "--footnotes": (
        "JSONL met geannoteerde voetnoten: meet wat ingestie ervan vindt",
        "JSONL of annotated footnotes: measure what ingestion finds of them",
    ),
    "--compare": (
        "vergelijk twee mappen die met --out zijn gemaakt",
        "compare two folders made with --out",
    ),
    "--corpus": ("map met de geannoteerde documenten", "folder of the annotated documents"),
    "--out": ("map voor de antwoorden en het verslag", "folder for the answers and the report"),
    "--dossier": ("36560-X, of 36560 met alle toevoegingen", "36560-X, or 36560 for all of it"),
    "--doc": ("kenmerk of bestandsnaam", "identifier or file name"),
    "--kind": ("soort document", "kind of document"),
    "--ministry": ("ministerie", "ministry"),
    "--vergaderjaar": ("bijvoorbeeld 2023-2024", "for example 2023-2024"),
    "--since": ("vanaf deze dag, JJJJ-MM-DD", "from this day, YYYY-MM-DD"),
    "--until": ("tot en met deze dag, JJJJ-MM-DD", "up to this day, YYYY-MM-DD"),
}
_EXAMPLES = {
    "index": "index stukken/",
    "ask": 'ask "Wat is het plafond van het SecFund?"',
    "search": 'search "vuurwerk" -k 5',
    "refs": 'refs "Kamerstuk 36 410 X, nr. 50"',
    "promises": "promises --doc kst-36560-X-10",
    "asked": 'asked "Hoeveel woningen worden er gebouwd?" -k 3',
    "chat": "chat --port 7860",
    "inspect": "inspect kst-36560-X-10.pdf --page 1 --draw tekeningen",
    "status": "status --json",
    "rollback": "rollback",
    "eval": "eval vragen.jsonl --details",
}
_WORDS: dict[str, tuple[str, str]] = {
    "usage": ("gebruik: ", "usage: "),
    "options": ("opties", "options"),
    "arguments": ("argumenten", "arguments"),
    "commands": ("opdrachten", "commands"),
    "COMMAND": ("OPDRACHT", "COMMAND"),
    "QUESTION": ("VRAAG", "QUESTION"),
    "PATH": ("PAD", "PATH"),
    "FILE": ("BESTAND", "FILE"),
    "FOLDER": ("MAP", "FOLDER"),
    "DOCUMENT": ("DOCUMENT", "DOCUMENT"),
    "example": ("Voorbeeld", "Example"),
    "more": ("Meer over een opdracht", "More about a command"),
}
# argparse has no Dutch; these are its messages for wrong use.
_DUTCH_ERRORS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"geef ook: \1"),
    (r"unrecognized arguments: (.*)", r"onbekend: \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 kan niet; kies uit \3"),
    (r"argument (.*): invalid \w+ value: (.*)", r"\1: \2 is geen geheel getal"),
    (r"argument (.*): expected .*argument.*", r"\1: er hoort een waarde achter"),
)


class Parser(argparse.ArgumentParser):
    """A parser whose headings and errors follow the language, with only our own options."""

    language: Language = "nl"

    def __init__(self, **kwargs: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **kwargs)  # type: ignore[arg-type]
        self._positionals.title = self.word("arguments")
        self._optionals.title = self.word("options")
        self.option("-h", "--help", action="help")
        self.option("--lang", choices=("nl", "en"))

    def word(self, key: str) -> str:
        """A heading or a name of an argument."""
        return _WORDS[key][self.language == "en"]

    def explained(self, key: str) -> str:
        """What a command or an option does."""
        return _HELP[key][self.language == "en"]

    def option(self, *names: str, **kwargs: object) -> None:
        """An option with its explanation."""
        self.add_argument(*names, help=self.explained(names[-1]), **kwargs)  # type: ignore[arg-type]

    def format_usage(self) -> str:
        """With the word for usage in the language."""
        formatter = self._get_formatter()
        formatter.add_usage(
            self.usage, self._actions, self._mutually_exclusive_groups, self.word("usage")
        )
        return formatter.format_help()

    def format_help(self) -> str:
        """Usage, what it does, the arguments and an example."""
        formatter = self._get_formatter()
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return f"{self.format_usage()}\n{formatter.format_help()}"

    def error(self, message: str) -> NoReturn:
        """One line and where to read more; exit code 2."""
        if self.language == "nl":
            for pattern, dutch in _DUTCH_ERRORS:
                message = re.sub(f"^{pattern}$", dutch, message)
        sys.stderr.write(f"{self.prog}: {message} ({self.prog} --help)\n")
        sys.exit(2)


def parser(language: Language) -> Parser:
    """The parser of all commands; `command` in its result names the one that was given."""
    kind = type("LanguageParser", (Parser,), {"language": language})
    top: Parser = kind(prog="voetnoot")
    top.description = top.explained("voetnoot")
    top.epilog = f"{top.word('more')}: voetnoot ask --help"
    commands = top.add_subparsers(
        dest="command", required=True, metavar=top.word("COMMAND"), title=top.word("commands")
    )
    made: dict[str, Parser] = {}
    for name, example in _EXAMPLES.items():
        text = top.explained(name)
        command = commands.add_parser(name, help=text, description=text)
        command.epilog = f"{top.word('example')}: voetnoot {example}"
        command.option("--index", type=Path)
        command.option("--json", action="store_true")
        made[name] = command
    _index_options(made["index"])
    _question_options(made)
    _chat_options(made["chat"])
    _inspect_options(made["inspect"])
    _eval_options(made["eval"])
    return top


def language_of(argv: Sequence[str]) -> Language | None:
    """The language that `--lang` asks for, before or after the command; None without."""
    asked = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    asked.add_argument("--lang", nargs="?")
    chosen = asked.parse_known_args(argv)[0].lang
    return "en" if chosen == "en" else "nl" if chosen == "nl" else None


def _inspect_options(command: Parser) -> None:
    command.add_argument("file", type=Path, metavar=command.word("FILE"))
    command.option("--page", type=int, action="append", default=[], metavar="N")
    command.option("--ocr", action="store_true")
    command.option("--draw", type=Path, metavar=command.word("FOLDER"))


def _index_options(command: Parser) -> None:
    command.add_argument("paths", nargs="+", type=Path, metavar=command.word("PATH"))
    command.option("--full", action="store_true")
    command.option("--ocr", action="store_true")
    command.option("--workers", type=int)
    command.option("--embedder")
    command.option("--strict", action="store_true")


def _question_options(made: dict[str, Parser]) -> None:
    ask, search = made["ask"], made["search"]
    ask.add_argument("question", nargs="?", metavar=ask.word("QUESTION"))
    ask.option("--questions", metavar=ask.word("FILE"))
    search.add_argument("question", metavar=ask.word("QUESTION"))
    search.option("-k", type=int, default=10)
    made["refs"].add_argument("document", metavar=ask.word("DOCUMENT"))
    made["asked"].add_argument("question", metavar=ask.word("QUESTION"))
    made["asked"].option("-k", type=int, default=5)
    for command in (ask, search, made["refs"], made["promises"], made["asked"]):
        for name in ("--dossier", "--doc", "--kind", "--ministry", "--vergaderjaar"):
            command.option(name, action="append", default=[])
        command.option("--since")
        command.option("--until")
        _model_options(command)


def _chat_options(command: Parser) -> None:
    command.option("--host", default="127.0.0.1")
    command.option("--port", type=int, default=7860)
    command.option("--auth-file", type=Path)
    _model_options(command)


def _eval_options(command: Parser) -> None:
    command.add_argument("files", nargs="*", type=Path, metavar=command.word("FILE"))
    command.option("--footnotes", nargs="+", type=Path, metavar=command.word("FILE"))
    command.option("--corpus", type=Path)
    command.option("--compare", nargs=2, type=Path, metavar=command.word("FOLDER"))
    command.option("--details", action="store_true")
    command.option("--out", type=Path)
    _model_options(command)


def _model_options(command: Parser) -> None:
    command.option("--embedder")
    command.option("--reranker")
    command.option("--chat-model")
