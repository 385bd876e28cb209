"""The editor of the console: a text field with colours and completion, and fields for parameters.

It is a component of our own. The two editors on offer for Streamlit (streamlit-ace, of 2021, and
streamlit-code-editor) know no Cypher, hold megabytes of script, and keep the Tab key to themselves;
a plain textarea is read out, undone and spell-checked as every other field is.

Only the editor is run again while one types (a fragment); a run changes the address.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.console.asked import GIVEN, Parameter, Question, parameters_of
from dashboard.console.complete import Names, complete
from dashboard.views import state
from diplograph.entities import Registry

_FOLDER = Path(__file__).parent
_TYPED, _RUN, _BOX = "dg_console_typed", "dg_console_run", "dg_console_box"

_HTML = """
<div class="editor">
  <label class="heard" for="cypher">Query in Cypher</label>
  <div class="field">
    <pre aria-hidden="true"></pre>
    <textarea id="cypher" rows="6" aria-autocomplete="list" aria-haspopup="listbox"
      aria-controls="hits" aria-describedby="keys" aria-keyshortcuts="Control+Enter"
      autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false"
      placeholder="MATCH (a:Country)-[t:HAS_EMBASSY_IN]->(b) …"></textarea>
    <div class="hits" id="hits" role="listbox" aria-label="Completions" hidden></div>
  </div>
  <div class="bar">
    <button type="button">Run</button>
    <span class="keys" id="keys"><kbd>Ctrl</kbd> <kbd>Enter</kbd> runs it,
      <kbd>Ctrl</kbd> <kbd>Space</kbd> completes, <kbd>Tab</kbd> takes a completion</span>
  </div>
  <div class="heard status" role="status"></div>
</div>"""

_component = st.components.v2.component(
    "diplograph_editor",
    html=_HTML,
    css=(_FOLDER / "editor.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "editor.js").read_text(encoding="utf-8"),
)


def typed(question: Question) -> str:
    """What stands in the editor now: what was typed since the address last changed, or else the
    address's query."""
    kept: dict[str, Any] = st.session_state.get(_TYPED, {})
    return str(kept["text"]) if kept.get("of") == question.text else question.text


def runs() -> int:
    """How often a run was asked for in this session: the same query run again is asked again."""
    count: int = st.session_state.get(_RUN, 0)
    return count


def run(text: str, **changes: str | None) -> None:
    """Put a query into the address, and with it have it run."""
    state.put(q=text, fact=None, entity=None, pair=None, **changes)
    st.session_state[_RUN] = runs() + 1


@st.fragment
def editor(question: Question, names: Callable[[], Names], registry: Registry) -> None:
    """The editor and the fields of the parameters in its text."""
    before = runs()

    def note() -> None:
        sent = st.session_state[_BOX].typed
        if sent:
            st.session_state[_TYPED] = {"of": question.text, **sent}

    def go() -> None:
        sent = st.session_state[_BOX].run
        if sent:
            run(str(sent["text"]))

    begun = st.session_state.get("dg_console_begun", before)
    _component(
        key=_BOX,
        data={"text": question.text, "answer": _answer(question, names)},
        on_typed_change=note,
        on_run_change=go,
    )
    _fields(question, registry)
    st.session_state["dg_console_begun"] = runs()
    if begun != runs():
        st.rerun()


def _answer(question: Question, names: Callable[[], Names]) -> dict[str, Any] | None:
    """The completions for what was typed last, as plain JSON."""
    kept: dict[str, Any] = st.session_state.get(_TYPED, {})
    if kept.get("of") != question.text:
        return None
    text, at = str(kept["text"]), int(kept["at"])
    found = complete(text, at, names(), bool(kept["forced"]))
    return {
        "turn": kept["turn"],
        "start": found.start,
        "end": found.end,
        "options": [{"insert": one.insert, "detail": one.detail} for one in found.options],
    }


def _fields(question: Question, registry: Registry) -> None:
    parameters = parameters_of(typed(question))
    if not parameters:
        return
    with st.container(horizontal=True, gap="medium", key="console_parameters"):
        for parameter in parameters:
            _field(parameter, question, registry)


def _field(parameter: Parameter, question: Question, registry: Registry) -> None:
    """One parameter as a form field; a change is put into the address and run."""
    key = f"w_p_{parameter.sort}_{parameter.name}"
    given = state.address().get(GIVEN + parameter.name) or question.given.get(parameter.name, "")
    label = f"${parameter.name}"

    def change() -> None:
        value = st.session_state[key]
        match value:
            case None:
                text = ""
            case date():
                text = value.isoformat()
            case list():
                text = ",".join(value)
            case _:
                text = str(value)
        run(typed(question), **{GIVEN + parameter.name: text})

    def told(id_: str) -> str:
        entity = registry.entities.get(id_)
        return f"{entity.name} ({id_})" if entity else id_

    fitting = [one.id for one in registry.entities.values() if one.label in parameter.labels]
    match parameter.sort:
        case "entity":
            strays = [given] if given and given not in fitting else []
            st.session_state[key] = given or None
            st.selectbox(
                label,
                [*strays, *sorted(fitting, key=told)],
                format_func=told,
                key=key,
                on_change=change,
                placeholder="A name",
                width=260,
            )
        case "entities":
            chosen = [one for one in given.split(",") if one]
            strays = [one for one in chosen if one not in fitting]
            st.session_state[key] = chosen
            st.multiselect(
                label,
                [*strays, *sorted(fitting, key=told)],
                format_func=told,
                key=key,
                on_change=change,
                placeholder="Names",
                width=420,
            )
        case "date":
            try:
                st.session_state[key] = date.fromisoformat(given) if given else None
            except ValueError:
                st.session_state[key] = None
            st.date_input(
                label,
                key=key,
                on_change=change,
                min_value=date(1500, 1, 1),
                max_value=date(2100, 12, 31),
                format="YYYY-MM-DD",
                width=180,
            )
        case "value":
            st.session_state[key] = given
            st.text_input(label, key=key, on_change=change, placeholder="text, 3, true", width=220)
