"""Links between pages that keep the session: a click changes the address, not the document.

Every page is HTML with plain anchors, so that a link can be copied, opened in a new tab and read
out. Those that ``markup.inside`` makes carry ``data-dg``; this component takes their clicks and
moves the browser's history by itself, as Streamlit does when one goes back. Without it they would
still work, only with a reload that forgets where things stood in the picture.
"""

from __future__ import annotations

import streamlit as st

_CATCH = """
export default function () {
  const follow = event => {
    const link = event.target.closest && event.target.closest("a[data-dg]");
    const ours = link && !event.button && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (!ours) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector(".stMain")?.scrollTo(0, 0);
  };
  document.addEventListener("click", follow, true);
  return () => document.removeEventListener("click", follow, true);
}
"""

_GO = """
export default function ({ data, parentElement: root }) {
  if (root.dgGone) return; // a component may be called again before it leaves
  root.dgGone = true;
  history.pushState({}, "", data.address);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector(".stMain")?.scrollTo(0, 0);
}
"""

_component = st.components.v2.component("diplograph_links", html="<span></span>", js=_CATCH)

_goer = st.components.v2.component("diplograph_go", html="<span></span>", js=_GO)


def catch() -> None:
    """Take the clicks on our own links for as long as the page is shown."""
    _component(key="dg_links")


def go(address: str) -> None:
    """Follow a link of ours (``pages.href``) as if it had been clicked: for clicks within a chart,
    which only Python hears of."""
    _goer(key=f"dg_go_{address}", data={"address": address})
