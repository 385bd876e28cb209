// The page that holds this frame: Streamlit's protocol for components (v1), what stands beside the frame
// for it (views/canvas.py), how high it may be, and the page's own face.
const page = window.parent;
const send = (type, data) => page.postMessage({ isStreamlitMessage: true, type, ...data }, "*");

export const answer = value => {
  send("streamlit:setComponentValue", { dataType: "json", value: { ...value, at: Date.now() } });
  window.diplograph.told += 1;  // who drives the picture knows by it that a click has been understood
};

// Calls `show` with what is to be drawn, with what came by message alone of it, and with the theme:
// nodes and lines stand in the page, and may come later than the message that names them.
export function listen(show) {
  let waiting = null;
  const receive = (told, theme) => {
    const parts = page.diplographParts?.get(told.parts);
    waiting = parts?.digest === told.digest ? null : [told, theme];
    if (!waiting) show({ ...told, nodes: parts.nodes, lines: parts.lines }, told, theme);
  };
  const overdue = () => { if (waiting) receive(...waiting); };
  page.addEventListener("diplograph-parts", overdue);
  window.addEventListener("pagehide", () => page.removeEventListener("diplograph-parts", overdue));
  window.addEventListener("message", event => {
    if (event.source !== page || event.data.type !== "streamlit:render") return;
    receive(event.data.args, event.data.theme || { base: "light" });
  });
  send("streamlit:componentReady", { apiVersion: 1 });
}

// As high as the window leaves room for below what stands above, so that the legend is in sight.
let high = 0;
export function tall({ small, height: usual }) {
  const above = window.frameElement.getBoundingClientRect().top + scrolled(), room = page.innerHeight - above - 14;
  const height = small ? usual : Math.round(page.innerWidth < 768 ? page.innerHeight * 0.9
    : Math.max(usual * 0.75, Math.min(room, usual * 1.5)));
  if (height === high || document.fullscreenElement) return;
  high = height;
  fill();
  send("streamlit:setFrameHeight", { height });
}
export function fill() { document.body.style.height = document.fullscreenElement ? "100%" : high + "px"; }
function scrolled() {
  const main = page.document.querySelector(".stMain");
  return main ? main.scrollTop : 0;
}

export function takeFaces() {
  for (const sheet of page.document.styleSheets) {
    let rules = [];
    try { rules = [...sheet.cssRules]; } catch { continue; }
    const faces = rules.filter(rule => rule.type === CSSRule.FONT_FACE_RULE && /Source Sans/.test(rule.cssText));
    const own = document.createElement("style");
    own.textContent = faces.map(rule => absolute(rule.cssText, sheet.href)).join("\n");
    document.head.append(own);
  }
}
function absolute(css, base) {
  return css.replace(/url\("?([^")]+)"?\)/g, (_, url) => `url("${new URL(url, base || page.location.href)}")`);
}
