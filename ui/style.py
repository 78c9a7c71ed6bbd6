"""How the chat looks: style, the script of its copy buttons, and what the page may load."""

from __future__ import annotations

FONTS = ["system-ui", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif"]
MONOSPACED = ["ui-monospace", "monospace"]

CSS = """
:root {--vn-blue: #154273; --vn-soft: #4a5563; --vn-line: #d5dce4; --vn-ground: #f3f6f9;
  --vn-card: #fff; --vn-ink: #1b2530; --vn-good: #1d6b34; --vn-bad: #9a3412; --vn-link: #154273}
.dark {--vn-soft: #b6c2cf; --vn-line: #3a4654; --vn-ground: #12181f; --vn-card: #1b242e;
  --vn-ink: #e8edf2; --vn-good: #7fd49a; --vn-bad: #fdba74; --vn-link: #9cc4f0}
body, gradio-app {background: var(--vn-ground) !important}
.gradio-container {max-width: 1480px !important; margin: 0 auto !important;
  background: transparent !important}
.gradio-container > main, .main {padding-top: 0 !important}
footer {display: none !important}
#vn-top {background: var(--vn-blue); color: #fff; padding: .8rem 1.3rem; align-items: center;
  border-radius: 0 0 8px 8px; flex-wrap: nowrap}
#vn-head {flex: 1 1 auto !important; min-width: 0 !important; padding: 0}
#vn-head h1 {margin: 0; font-size: 1.45rem; color: #fff; font-weight: 700}
#vn-head p {margin: 0; color: #dbe6f2; font-size: .95rem}
#vn-language {background: transparent; border: 0; padding: 0; flex: 0 0 auto;
  width: auto; min-width: 230px}
#vn-language .wrap {justify-content: flex-end; flex-wrap: nowrap}
#vn-language label {background: #fff; color: #1b2530; border: 0; padding: .25rem .7rem}
#vn-language span[data-testid="block-info"] {position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%)}
.vn-welcome {max-width: 26rem; margin: 0 auto; padding: 1rem; color: var(--vn-soft);
  text-align: center; line-height: 1.6}
#vn-filters-help {padding: 0; color: var(--vn-soft); font-size: .9rem}
#vn-examples-title {padding: 0; color: var(--vn-soft); font-size: .9rem; margin-bottom: -.6rem}
#vn-page {flex: 1 1 400px !important; min-width: 300px !important}
#vn-notes {flex: 1 1 210px !important; min-width: 210px !important; padding: 0}
#vn-sources {padding: 0}
#vn-examples {gap: .4rem; flex-wrap: wrap}
#vn-examples button {flex: 1 1 46%; min-width: 220px; text-align: left; font-weight: 400;
  justify-content: flex-start; background: var(--vn-card); border: 1px solid var(--vn-line);
  color: var(--vn-link); white-space: normal}
#vn-examples button:hover {border-color: var(--vn-link)}
#vn-ask {align-items: flex-end}
#vn-question textarea::placeholder {color: var(--vn-soft); opacity: 1}
#vn-sources .html-container, #vn-notes .html-container, #vn-head .html-container,
#vn-examples-title .html-container, #vn-filters-help .html-container {padding: 0 !important}
#vn-clear {background: var(--vn-card); border: 1px solid var(--vn-line); color: var(--vn-link)}
#vn-sources h2, #vn-notes h2 {font-size: 1.15rem; margin: 0; color: var(--vn-ink)}
#vn-sources h3 {font-size: 1rem; margin: .9rem 0 .5rem; color: var(--vn-ink)}
.vn-bar {display: flex; justify-content: space-between; align-items: center; gap: .6rem;
  flex-wrap: wrap; margin-bottom: .6rem}
.vn-card {border: 1px solid var(--vn-line); border-left: 4px solid var(--vn-blue);
  border-radius: 6px; padding: .8rem 1rem; margin: 0 0 .7rem; background: var(--vn-card);
  color: var(--vn-ink); overflow-wrap: anywhere}
.vn-card p {margin: .2rem 0; color: inherit}
.vn-card header {display: flex; gap: .55rem; align-items: center; font-weight: 600}
.vn-notation {flex: 1; user-select: all}
.vn-number {background: var(--vn-blue); color: #fff; border-radius: 4px; min-width: 1.6em;
  text-align: center; user-select: none}
.vn-card .vn-title, .vn-searched, .vn-empty, .vn-legend {color: var(--vn-soft); font-size: .9rem}
.vn-card blockquote {margin: .55rem 0 !important; padding: .5rem .8rem; background: #fff6c9;
  color: #1b2530; border-left: 3px solid #e0b400;
  font: 1.02rem/1.5 Georgia, "Times New Roman", serif}
.vn-card .vn-foot {display: flex; gap: .3rem 1.2rem; flex-wrap: wrap; font-size: .9rem}
.vn-verified {color: var(--vn-good)}
.vn-unverified {color: var(--vn-bad); font-weight: 600}
.vn-foot a {color: var(--vn-link); text-decoration: underline}
#vn-sources h4, #vn-notes h4 {font-size: .85rem; margin: .6rem 0 .2rem; color: var(--vn-soft);
  font-weight: 600}
.vn-notes {margin: 0; font-size: .92rem; color: var(--vn-ink); overflow-wrap: anywhere}
.vn-links {display: block; font-size: .9em} .vn-links a {margin-right: .6rem}
.vn-notes dt {font-weight: 600; margin-top: .3rem}
.vn-notes dd {margin: 0; padding: .3rem .6rem; background: #e6f0ff; color: #1b2530;
  border-left: 3px solid #7ba7dd}
.vn-copy {font-size: .85rem; font-weight: 500; padding: .25rem .7rem; border-radius: 5px;
  border: 1px solid var(--vn-line); background: var(--vn-card); color: var(--vn-link);
  cursor: pointer; white-space: nowrap; margin-left: .3rem}
.vn-copy:hover {border-color: var(--vn-link)}
.vn-copy:focus-visible, .vn-foot a:focus-visible {outline: 3px solid #e0b400; outline-offset: 1px}
p.vn-empty {border: 1px dashed var(--vn-line); border-radius: 6px; padding: 1rem;
  margin: .6rem 0 0}
.vn-passage {border-left-color: #8a97a6}
.vn-abstained, .vn-notice {border: 1px solid #e3b778; background: #fff7ea; color: #4a2c05;
  border-radius: 6px; padding: .8rem 1rem; margin: .5rem 0}
#vn-sources .vn-abstained h3 {margin: 0 0 .3rem; color: #4a2c05}
.vn-abstained p, .vn-abstained .vn-searched {color: #4a2c05; margin: .2rem 0}
.vn-yellow {background: #ffe85a; color: #1b2530; padding: 0 .4em}
.vn-blue {background: #cde2ff; color: #1b2530; padding: 0 .4em}
@media (max-width: 640px) {
  #vn-top {flex-wrap: wrap}
  .vn-card header {flex-wrap: wrap}
  .vn-notation {flex: 1 1 75%}
  #vn-language .wrap {justify-content: flex-start}
  #vn-examples button {flex-basis: 100%}
}
"""

HEAD = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'self\' data: blob:'
    " 'unsafe-inline' 'unsafe-eval'; connect-src 'self'; frame-src 'none'\">"
    '<meta name="referrer" content="no-referrer">'
)

# The clipboard of the browser needs https or this machine; elsewhere a selection is copied.
COPY_SCRIPT = """
element.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copy]');
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch (refused) {
    const area = document.createElement('textarea');
    area.value = button.dataset.copy;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    button.focus();
  }
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = button.dataset.label; }, 1800);
});
"""
LANGUAGE_SCRIPT = "(language) => { document.documentElement.lang = language; return language; }"
