"""The report of a run as one HTML file: figures, three charts, every question that went wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from evals import report
from evals.judgement import Judgement
from evals.measures import given
from evals.plots import bars, lines
from evals.run import Run
from evals.uncertainty import risk_coverage

DEPTH = 10
STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;margin:1rem 0;font-size:13px}td,th{border:1px solid #ccc;"
    "padding:.2rem .5rem;text-align:left}figure{display:inline-block;margin:0 1rem 1rem 0}"
    "details{margin:.4rem 0;border-left:3px solid #b45309;padding-left:.7rem}img{max-width:48%;"
    "border:1px solid #ccc}.better{border-color:#15803d}"
)


def page(run: Run) -> str:
    """The whole page; it loads nothing from elsewhere."""
    wrong = [j for j in run.judgements if report.problems(j)]
    parts = [
        f"<p>{escape(_about(run))}</p>",
        "".join(f"<figure>{chart}</figure>" for chart in charts(run.judgements)),
        table(report.as_markdown(run)),
        f"<h2>Wat niet goed ging ({len(wrong)})</h2>",
        *(_question(judgement) for judgement in wrong),
    ]
    return document("Meting", parts)


def document(title: str, parts: Sequence[str]) -> str:
    """A page around some HTML."""
    return (
        f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style><h1>{escape(title)}</h1>\n" + "\n".join(parts) + "</html>"
    )


def charts(judgements: Sequence[Judgement]) -> list[str]:
    """Recall by k per language, risk against coverage, time per question."""
    answerable = [j for j in judgements if j.question.answerable]
    languages = sorted({j.question.language for j in answerable})
    recall = {
        language: _recall([j for j in answerable if j.question.language == language])
        for language in languages
    }
    curve = risk_coverage(*given(judgements), max(len(judgements), 1))
    times = [1000 * j.seconds for j in judgements]
    return [
        lines("Recall naar k", "eerste k passages", recall, DEPTH),
        lines("Risico en dekking", "dekking: deel dat antwoord krijgt", {"risico": curve}, 1.0),
        bars("Tijd per vraag", "milliseconden", times),
    ]


def table(markdown: str) -> str:
    """Markdown tables as HTML, other lines as paragraphs."""
    parts: list[str] = []
    for line in markdown.splitlines():
        if not line.startswith("|"):
            parts += ["</table>" * (parts[-1:] == ["</tr>"]), f"<p>{escape(line)}</p>" * bool(line)]
        elif not re.fullmatch(r"[|-]+", line):
            first = parts[-1:] != ["</tr>"]
            tag = "th" if first else "td"
            cells = (f"<{tag}>{escape(c.strip())}</{tag}>" for c in line.strip("|").split("|"))
            parts += ["<table>" * first + "<tr>", *cells, "</tr>"]
    return "".join(parts) + "</table>" * (parts[-1:] == ["</tr>"])


def _recall(judgements: Sequence[Judgement]) -> list[tuple[float, float]]:
    return [
        (float(k), sum(j.found_within(k) for j in judgements) / len(judgements))
        for k in range(1, DEPTH + 1)
    ]


def _question(judgement: Judgement) -> str:
    return (
        f"<details><summary>{escape(judgement.question.id)}"
        f" ({escape(', '.join(report.problems(judgement)))}): "
        f"{escape(judgement.question.question)}</summary>{outcome(judgement)}</details>"
    )


def outcome(judgement: Judgement) -> str:
    """What was wanted and what came."""
    question, answer = judgement.question, judgement.answer
    wanted = "; ".join(
        f"{place.doc} p. {place.page}" for place in (question.all_places or question.places)
    )
    cited = "; ".join(
        f"{c.file} p. {c.page}" + "".join(f" noot {n.label}" for n in c.footnotes)
        for c in (answer.citations if answer else ())
    )
    notes = f" noot {', '.join(question.footnotes)}" if question.footnotes else ""
    return (
        f"<p><b>Gezocht:</b> {escape(wanted or 'weigering')}{escape(notes)}"
        f" · {escape(question.evidence)}</p><p><b>Antwoord:</b>"
        f" {escape(answer.text if answer else 'geen')}<br>{escape(cited)}</p>"
    )


def _about(run: Run) -> str:
    index = run.about.get("index") or {}
    return (
        f"{len(run.questions)} vragen · {run.about.get('created', '')} · commit"
        f" {run.about.get('commit')} · index {index.get('generation', '–')}"
        f" ({index.get('documents', '–')} documenten, vingerafdruk {index.get('fingerprint', '–')})"
    )
