// The legend: kinds, which can be left out by a click, and what each way of drawing means.
import { colour, view } from "./paint.js";

const STYLES = [
  ["asserted", "certain", {}],
  ["alleged", "alleged", { dashes: "alleged" }],
  ["expected", "expected", { dashes: "expected" }],
  ["contested", "⚡ contested", { halo: true }],
  ["absent", "✕ recorded absence", { dashes: "denied", absent: true }],
  ["possible", "? only possibly so", { faint: true }],
  ["last", "⋯ last known", {}],
];

// Of the ways of drawing those that occur in the picture.
export const ways = args => STYLES.filter(([way]) => args.ways.includes(way));

export const SORTS = [["Country", "▭"], ["Organization", "⬢"], ["Person", "●"], ["City", "◆"]];

const NS = "http://www.w3.org/2000/svg";

function sample({ dashes, halo, absent, faint }) {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("width", 34);
  svg.setAttribute("height", 12);
  svg.setAttribute("aria-hidden", "true");
  const line = (attributes, d = "M1 6H33") => {
    const path = document.createElementNS(NS, "path");
    for (const [name, value] of Object.entries({ d, fill: "none", ...attributes })) path.setAttribute(name, value);
    svg.append(path);
  };
  const ink = absent ? colour(view.looks.absence) : colour(view.looks.ink);
  if (halo) line({ stroke: colour(view.looks.halo), "stroke-width": 9, opacity: 0.5 });
  const pattern = dashes ? view.looks.dashes[dashes].join(" ") : "";
  line({ stroke: ink, "stroke-width": faint ? 1.2 : 2.2, "stroke-dasharray": pattern, opacity: faint ? 0.5 : 1 });
  if (absent) line({ stroke: ink, "stroke-width": 2.2 }, "M32 1V11");
  return svg;
}

export function fillLegend(root, args, answer) {
  const off = new Set(args.off);
  const kinds = args.legend.map(({ kind, symbol, text, title, count }) => {
    const button = document.createElement("button");
    button.type = "button";
    const glyph = document.createElement("b");
    glyph.textContent = symbol;
    glyph.style.color = colour(view.looks.kinds[kind]);
    button.append(glyph, " " + text + " " + count.toLocaleString("en"));
    button.setAttribute("aria-pressed", String(!off.has(kind)));
    button.title = `${title}: ${off.has(kind) ? "draw them again" : "leave them out"}`;
    button.disabled = !args.steps.length;
    button.onclick = () => answer({ event: "kind", id: kind });
    return button;
  });
  const gap = document.createElement("i");
  const sorts = SORTS.filter(([sort]) => args.nodes.some(node => node.sort === sort)).map(([sort, glyph]) => {
    const span = document.createElement("span"), mark = document.createElement("b");
    mark.textContent = glyph;
    mark.style.color = colour(view.looks.sorts[sort]);
    span.append(mark, sort);
    return span;
  });
  const styles = ways(args).map(([, words, look]) => {
    const span = document.createElement("span");
    span.append(sample(look), words);
    return span;
  });
  root.replaceChildren(...kinds, gap, ...styles, ...sorts);
}
