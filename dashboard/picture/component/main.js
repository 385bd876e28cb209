// The picture: what is drawn, where it stands, and what a click on it means.
import { aside, bend, edge, lean, Lines } from "./lines.js";
import { drawGroupNames, drawGroups, drawLabels, drawNode, forget, groupsOf, nameNodes, placeLabels, size, view } from "./paint.js";
import { glide } from "./glide.js";
import { fillLegend } from "./legend.js";
import { menu } from "./menu.js";
import { savePng, saveSvg } from "./export.js";
import { answer, fill, listen, takeFaces, tall } from "./page.js";

const NEAR = 1.35;  // how much closer than the whole picture one must be for pairs to part
const LOOKED = 4;  // how many pairs part at once
const MANY = 400;  // from so many lines on they are straight
const DOUBLE = 240;  // milliseconds within which a second click makes a double one
const MIDDLE = [0.5, 0.42, 0.58, 0.35, 0.65];  // where along a line its label may stand
const $ = id => document.getElementById(id);
const nodes = new vis.DataSet(), edges = new vis.DataSet();
const lines = new Lines(), looked = new Map();
let network = null, args = null, layout = null, labels = [], drawn = new Map(), stale = true, whole = 1, moved = false, crowd = false, wanted = [], groups = [], arranged = false;

// Places are made for a screen that is wider than high; on a phone they are drawn the other way.
const stretch = { x: 1, y: 1 };

function painter({ ctx, id, x, y, state }) {
  const node = looked.get(id), box = size(node), s = 1 / view.scale;
  return {
    drawNode: () => drawNode(ctx, node, x, y, state),
    nodeDimensions: { width: box.width * s, height: box.height * s },
  };
}

function takeNodes(items, keep) {
  const wanted = new Set(items.map(item => item.id));
  nodes.remove(nodes.getIds().filter(id => !wanted.has(id)));
  for (const id of looked.keys()) if (!wanted.has(id)) looked.delete(id);
  const fresh = [];
  for (const item of items) {
    const known = looked.get(item.id);
    looked.set(item.id, { ...item, mark: !!known?.mark, short: !!known?.short });
    if (known && keep && known.title === item.title) continue;
    const next = { id: item.id, shape: "custom", ctxRenderer: painter, title: item.title };  // vis shows it as innerText, never as HTML
    if (!known || !keep) Object.assign(next, { x: item.x * stretch.x, y: item.y * stretch.y });  // what the reader dragged stays
    fresh.push(next);
  }
  nodes.update(fresh);
  return fresh.some(item => "x" in item);
}

// Brings what is drawn to what fits the scale; called whenever scale, places or lines change.
function arrange() {
  const at = network.getPositions();
  view.scale = network.getScale();
  const near = view.scale > whole * NEAR;
  const chosen = new Set(args.selected.nodes);
  for (const [id, look] of nameNodes([...looked.values()], at, chosen)) Object.assign(looked.get(id), look);
  network.body.nodeIndices.sort((a, b) => looked.get(b)?.mark - looked.get(a)?.mark);  // no mark on a name
  const far = network.DOMtoCanvas({ x: $("net").clientWidth - 4, y: 0 });
  groups = groupsOf([...looked.values()], at, network.DOMtoCanvas({ x: 4, y: 4 }), far);
  const apart = background();
  // a crowd seen from afar stays as it is at every scale
  if (stale || near || !crowd) crowd = arrangeLines(at, near, apart) && !near;
  stale = false;
  arranged = true;
  sized = 0;
  clearTimeout(naming);
  labels = crowd || gliding ? [] : label(at, near, apart);
  if (crowd) naming = setTimeout(() => { labels = label(at, near, apart); network.redraw(); }, 30);
}

// What stands on the lines; on those of a crowd once these are seen and are at rest, since it takes
// as long as drawing them.
let naming = 0, panned = false, gliding = false;
function label(at, near, apart) {
  const spot = line => (line.grain === 0 && line.count > 1 ? outward(line) : MIDDLE);
  const order = wanted.filter(([line]) => !apart(line) && network.body.edges[line.id]?.connected)
    .map(([line]) => ({ ...line, parts: near ? line.parts : line.brief, spots: spot(line) }))
    .sort((a, b) => b.grain - a.grain || b.count - a.count);
  return placeLabels(order, [...looked.values()], at, id => network.body.edges[id], groups);
}

// Whether there are so many lines that they are straight.
function arrangeLines(at, near, apart) {
  const looking = near ? lookedAt(at) : new Set();
  wanted = lines.shown(at, pair => looking.has(pair.id)).sort((a, b) => a[0].grain - b[0].grain);
  const many = wanted.length > MANY, thick = 1 / Math.max(many ? whole : view.scale, 0.4);
  const kept = new Set(wanted.map(([line]) => line.id)), fresh = [], bent = [];
  edges.remove(edges.getIds().filter(id => !kept.has(id)));
  for (const id of drawn.keys()) if (!kept.has(id)) drawn.delete(id);
  for (const [line, slot, count] of wanted) {
    const a = at[line.from], b = at[line.to];
    const offset = aside(slot, count, Math.hypot(a.x - b.x, a.y - b.y), lines.pairs.length);
    const next = edge(line, offset, thick, apart(line), many && !looking.has([line.from, line.to].sort().join("|")));
    const { arrows, background: halo, dashes, color, width, smooth } = next;
    const key = [width, color, dashes, arrows.from.enabled, arrows.to.enabled, halo.enabled, halo.color,
      halo.size, !!smooth, line.title].join();
    if (offset) bent.push([line, offset]);
    if (drawn.get(line.id) === key) continue;
    fresh.push(drawn.has(line.id) ? next : lean(next));
    drawn.set(line.id, key);
  }
  edges.update(fresh);
  for (const [line, offset] of bent) bend(network.body.edges[line.id].edgeType, line, offset);
  select();
  return many;
}

// The few pairs that one looks at: those whose middles are nearest to the middle of the view.
function lookedAt(at) {
  const frame = $("net").getBoundingClientRect(), middle = network.getViewPosition();
  const w = frame.width / view.scale / 2, h = frame.height / view.scale / 2;
  const off = ({ from, to }) => Math.max(
    Math.abs((at[from].x + at[to].x) / 2 - middle.x) / w, Math.abs((at[from].y + at[to].y) / 2 - middle.y) / h);
  const found = lines.pairs.filter(pair => at[pair.from] && at[pair.to] && off(pair) < 0.8);
  return new Set(found.sort((a, b) => off(a) - off(b)).slice(0, LOOKED).map(pair => pair.id));
}

// Whether a line stands back, since something else is selected.
function background() {
  const { fact, line, nodes: chosen } = args.selected;
  if (fact) {
    const pairs = new Set(lines.all.filter(one => one.fact === fact).map(one => [one.from, one.to].sort().join("|")));
    return one => pairs.size > 0 && !pairs.has([one.from, one.to].sort().join("|"));
  }
  if (line) return one => !line.startsWith([one.from, one.to].sort().join("|"));
  if (chosen.some(id => nodes.get(id))) return one => !chosen.includes(one.from) && !chosen.includes(one.to);
  return () => false;
}

function outward(line) {  // away from the middle, where lines run together
  const from = looked.get(line.from), to = looked.get(line.to);
  const near = [0.62, 0.55, 0.7, 0.48, 0.4];
  if (from.focus === to.focus) return MIDDLE;
  return from.focus ? near : near.map(t => 1 - t);
}

function select() {
  const { fact, line, nodes: chosen } = args.selected;
  network.setSelection(
    { nodes: chosen.filter(id => nodes.get(id)), edges: lines.standing(edges.getIds(), fact, line) },
    { highlightEdges: false });
}

function mount(options) {
  network = new vis.Network($("net"), { nodes, edges }, options);
  network.on("beforeDrawing", ctx => {
    if (layout === null) return;  // nothing has its place on the screen yet
    if (stale || network.getScale() !== view.scale) arrange();
    drawGroups(ctx, groups);
  });
  network.on("afterDrawing", ctx => {
    drawGroupNames(ctx, groups);
    if (!gliding && !(crowd && panned)) drawLabels(ctx, labels);
    resize();
    if (arranged) requestAnimationFrame(() => { window.diplograph.at = Date.now(); });
    arranged = false;
  });
  network.on("dragStart", event => { panned = !event.nodes.length; });
  network.on("dragging", event => { if (event.nodes.length) stale = true; else moved = true; });
  network.on("zoom", () => { moved = true; });
  network.on("dragEnd", event => {
    stale = true;
    panned = false;
    if (event.nodes.length) report(event.nodes);
    network.redraw();
  });
  network.on("stabilized", () => { if (args.options.physics.enabled) report(nodes.getIds()); });
  network.on("hoverEdge", () => { document.body.style.cursor = "pointer"; });
  network.on("blurEdge", () => { document.body.style.cursor = ""; });
  clicks();
  menu(network, looked, () => args, answer);
  window.diplograph = { network, nodes, edges, lines, looked, labels: () => labels, groups: () => groups, view, shown: 0, told: 0, at: 0 };  // at: when it was last drawn anew
}

// vis learns a box's size as it draws it, and where a click hits it only when it draws it again.
let later = 0, sized = 0;
function resize() {
  if (sized === view.scale) return;
  let grown = false;
  for (const id of network.body.nodeIndices) {
    const { shape } = network.body.nodes[id], { customSizeWidth: w, customSizeHeight: h } = shape;
    if (!w || Math.max(Math.abs(shape.width - w), Math.abs(shape.height - h)) <= 0.5) continue;
    grown = shape.refreshNeeded = true;
  }
  clearTimeout(later);
  if (grown) later = setTimeout(() => network.redraw(), 60);
  else sized = view.scale;
}

function report(ids) {
  const places = {};
  for (const [id, at] of Object.entries(network.getPositions(ids))) places[id] = [at.x / stretch.x, at.y / stretch.y];
  answer({ event: "moved", id: ids[0], places });
}

// What a click on a line, or beside them all, leads to is shown at once where it is here already; the
// page's answer says the same, and brings what stands beside the picture.
function anticipate(line) {
  if (args.small) return;  // a small picture leads elsewhere
  const pairs = line ? lines.pairsOf(line) : [], name = line && [pairs[0].id, line.kind].filter(Boolean).join("|");
  const selected = { nodes: [], fact: line?.fact || null, line: line && !line.fact ? name : null };
  args = { ...args, selected, opened: lines.opened(pairs, line?.kind, args.read, args.grains) };
  lines.grains = { ...args.grains, ...args.opened };
  stale = true;
  network.redraw();
}

// A click on a box waits for the second that would make it a double one.
function clicks() {
  let waiting = null, answered = 0;
  network.on("click", event => {
    clearTimeout(waiting);
    if (Date.now() - answered < DOUBLE) return;
    const { srcEvent } = event.event, more = srcEvent.ctrlKey || srcEvent.metaKey || srcEvent.shiftKey;
    const line = event.nodes.length && !more ? null : lines.byId.get(network.getEdgeAt(event.pointer.DOM));
    const node = network.getNodeAt(event.pointer.DOM);
    const ids = network.getSelectedNodes();
    if (node !== undefined) waiting = setTimeout(() => answer({ event: "nodes", ids: more ? ids : [node] }), DOUBLE);
    else {
      answered = Date.now();
      if (line && line.fact) answer({ event: "edge", id: line.fact });
      else if (line) answer({ event: "pair", ends: [line.from, line.to], kind: line.kind });
      else if (!more) answer({ event: "none" });
      if (line || !more) anticipate(line);
    }
  });
  network.on("doubleClick", event => {
    clearTimeout(waiting);
    const node = network.getNodeAt(event.pointer.DOM);
    if (node !== undefined) answer({ event: "double", id: node });
  });
}

let sent = "", set = "";
function show(next, told, theme) {
  const text = JSON.stringify([told, theme]), same = text === sent;  // Streamlit says everything twice
  const other = next.digest !== args?.digest;
  sent = text;
  args = next;
  if (same) { select(); window.diplograph.shown += 1; return; }
  const style = document.documentElement.style;
  Object.assign(view, { looks: args.looks, base: theme.base, ground: theme.backgroundColor || args.looks.ground[theme.base] });
  style.setProperty("--ink", theme.textColor || "#1c2430");
  style.setProperty("--ground", view.ground);
  style.setProperty("--accent", theme.primaryColor || "#0063a0");
  document.documentElement.style.colorScheme = theme.base;
  tall(args);
  fillLegend($("legend"), args, answer);
  for (const id of ["legend", "png", "svg"]) $(id).hidden = args.small;
  $("undo").disabled = !args.undo;
  $("redo").disabled = !args.redo;
  for (const id of ["undo", "redo"]) $(id).hidden = !args.steps.length;
  const keep = layout === args.layout, first = network === null, before = first ? {} : network.getPositions();
  if (first && $("net").clientWidth < Math.min(560, args.height)) Object.assign(stretch, { x: 0.52, y: 1.75 });
  const came = (other || !keep) && takeNodes(args.nodes, keep);
  if (other) lines.take(args.lines, args.usual);
  lines.grains = { ...args.grains, ...args.opened };
  const options = JSON.stringify(args.options);
  if (first) mount(args.options); else if (options !== set) network.setOptions(args.options);
  set = options;
  const frame = document.querySelector("#net .vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-roledescription", "graph");
  frame.setAttribute("aria-label", args.sentence + " The list beside the picture and the table below have the same in words.");
  if (!keep) {
    layout = args.layout;
    moved = false;
    fit();
    gliding = false;
    glide(network, before, arrived => { gliding = !arrived; stale = true; network.redraw(); });
  }
  else {
    stale = true;
    if (came && outside()) fit({ duration: 350, easingFunction: "easeInOutQuad" });
    else network.redraw();
  }
  window.diplograph.shown += 1;
}

window.parent.addEventListener("resize", () => { if (args) tall(args); });

function extent() {
  const s = 1 / view.scale, at = network.getPositions();
  const found = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [id, { x, y }] of Object.entries(at)) {
    const { width: w, height: h } = size(looked.get(id));
    found[0] = Math.min(found[0], x - w * s / 2); found[1] = Math.min(found[1], y - h * s / 2);
    found[2] = Math.max(found[2], x + w * s / 2); found[3] = Math.max(found[3], y + h * s / 2);
  }
  return found;
}

function outside() {
  const [left, top, right, bottom] = extent();
  const a = network.canvasToDOM({ x: left, y: top }), b = network.canvasToDOM({ x: right, y: bottom });
  const frame = $("net");
  return a.x < 0 || a.y < 0 || b.x > frame.clientWidth || b.y > frame.clientHeight;
}

// Shows everything. Boxes keep their size on the screen, so their half widths are taken off first.
export function fit(animation) {
  if (!nodes.length) return;
  const frame = $("net"), at = network.getPositions(), above = $("tools").offsetTop < frame.offsetTop ? 0 : 40;
  let scale = 1.2, centre = { x: 0, y: 0 };
  for (let round = 0; round < 4; round++) {
    const found = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [id, { x, y }] of Object.entries(at)) {
      const box = size(looked.get(id)), w = box.width / scale / 2, h = box.height / scale / 2;
      found[0] = Math.min(found[0], x - w); found[1] = Math.min(found[1], y - h);
      found[2] = Math.max(found[2], x + w); found[3] = Math.max(found[3], y + h);
    }
    const [left, top, right, bottom] = found;
    centre = { x: (left + right) / 2, y: (top + bottom) / 2 };
    scale *= Math.min((frame.clientWidth - 24) / ((right - left) * scale), (frame.clientHeight - 24 - above) / ((bottom - top) * scale));
    scale = Math.min(scale, 1.2);
  }
  whole = view.scale = scale;
  moved = false;
  centre.y -= above * 0.4 / scale;
  stale = true;
  network.moveTo({ position: centre, scale, animation: animation || false });
  if (!animation) arrange();  // before it is drawn, which is asked for: else it would be drawn twice
}

function zoom(by) { moved = true; network.moveTo({ scale: network.getScale() * by, animation: { duration: 160 } }); }
$("in").onclick = () => zoom(1.3);
$("out").onclick = () => zoom(1 / 1.3);
$("fit").onclick = () => fit({ duration: 250 });
for (const id of ["undo", "redo"]) $(id).onclick = () => answer({ event: id });
$("full").onclick = () =>
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
$("png").onclick = () => savePng(network, args, labels, groups, extent);
$("svg").onclick = () => saveSvg(network, args, labels, groups, extent);
takeFaces();
document.fonts.addEventListener("loadingdone", () => { forget(); stale = true; if (network) (moved ? network.redraw() : fit()); });
new ResizeObserver(() => { if (network && !moved) { network.setSize("100%", "100%"); fit(); } }).observe($("net"));
document.addEventListener("fullscreenchange", () => {
  fill();
  moved = false;
});

listen(show);
