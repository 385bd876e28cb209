// The picture as a file: whom it is about above, the graph as it is seen, the legend and the
// sentence with both days below.
import { SORTS, ways } from "./legend.js";
import { SvgPen } from "./pen.js";
import { colour, drawGroupNames, drawGroups, drawLabels, view } from "./paint.js";

const MARGIN = 24, HEAD = 54, ROW = 24;

function rows(args, width, pen) {
  const kinds = args.legend.filter(({ kind }) => !args.off.includes(kind)).map(({ kind, symbol, text, count }) => (
    { mark: symbol, paint: colour(view.looks.kinds[kind]), words: `${text} ${count.toLocaleString("en")}` }));
  const styles = ways(args).map(([, words, look]) => ({ look, words }));
  const sorts = SORTS.filter(([sort]) => args.nodes.some(node => node.sort === sort))
    .map(([sort, mark]) => ({ mark, paint: colour(view.looks.sorts[sort]), words: sort }));
  const found = [[]];
  let x = 0;
  pen.font = `12.5px ${view.looks.face}`;
  for (const group of [kinds, [...styles, ...sorts]]) {
    if (found.at(-1).length) { found.push([]); x = 0; }
    for (const item of group) {
      const w = pen.measureText(item.words).width + (item.look ? 42 : 18) + 20;
      if (x + w > width - 2 * MARGIN) { found.push([]); x = 0; }
      found.at(-1).push({ ...item, x });
      x += w;
    }
  }
  return found;
}

function drawItem(pen, item, x, y) {
  const ink = colour(view.looks.ink);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.font = `12.5px ${view.looks.face}`;
  if (item.look) {
    const { dashes, halo, absent, faint } = item.look;
    const path = () => { pen.beginPath(); pen.moveTo(x, y); pen.lineTo(x + 34, y); };
    pen.save();
    if (halo) { path(); pen.globalAlpha = 0.5; pen.strokeStyle = colour(view.looks.halo); pen.lineWidth = 9; pen.stroke(); }
    pen.globalAlpha = faint ? 0.5 : 1;
    pen.strokeStyle = absent ? colour(view.looks.absence) : ink;
    pen.lineWidth = faint ? 1.2 : 2.2;
    pen.setLineDash(dashes ? view.looks.dashes[dashes] : []);
    path();
    pen.stroke();
    if (absent) { pen.setLineDash([]); pen.beginPath(); pen.moveTo(x + 33, y - 5); pen.lineTo(x + 33, y + 5); pen.stroke(); }
    pen.restore();
  } else {
    pen.fillStyle = item.paint;
    pen.fillText(item.mark, x, y);
  }
  pen.fillStyle = ink;
  pen.fillText(item.words, x + (item.look ? 42 : 18), y);
}

// Paints all of it with a pen of this size, in pixels of the screen.
function paint(pen, network, args, labels, groups, frame, legend, height) {
  const ink = colour(view.looks.ink), { width } = frame;
  pen.fillStyle = view.ground;
  pen.fillRect(0, 0, width, height);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.fillStyle = ink;
  pen.font = `700 19px ${view.looks.face}`;
  pen.fillText(args.heading, MARGIN, 24);
  pen.font = `13px ${view.looks.face}`;
  pen.fillText(args.said, MARGIN, 44);
  pen.save();
  pen.translate(frame.width / 2, HEAD + frame.height / 2);
  pen.scale(view.scale, view.scale);
  pen.translate(-frame.middle.x, -frame.middle.y);
  const { renderer } = network;
  drawGroups(pen, groups);
  renderer._drawEdges(pen);
  for (const id of network.body.nodeIndices) network.body.nodes[id].draw(pen);
  renderer._drawArrows(pen);
  drawGroupNames(pen, groups);
  drawLabels(pen, labels);
  pen.restore();
  legend.forEach((row, place) => row.forEach(item =>
    drawItem(pen, item, MARGIN + item.x, HEAD + frame.height + 12 + ROW * (place + 0.5))));
  pen.font = `11px ${view.looks.face}`;
  pen.textAlign = "right";
  pen.fillStyle = ink;
  const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  pen.fillText(`Diplograph, saved ${today}`, width - MARGIN, height - 10);
  pen.textAlign = "left";
  const notes = [args.limit, args.credit].filter(Boolean);
  notes.forEach((note, place) => pen.fillText(note, MARGIN, height - 10 - 16 * (notes.length - place)));
}

function sized(network, args, extent, pen) {
  const [left, top, right, bottom] = extent();
  const width = Math.max(900, Math.ceil((right - left) * view.scale) + 2 * MARGIN);
  const frame = {
    width, height: Math.ceil((bottom - top) * view.scale) + 2 * MARGIN,
    middle: { x: (left + right) / 2, y: (top + bottom) / 2 },
  };
  const legend = rows(args, width, pen);
  return { frame, legend, height: HEAD + frame.height + 68 + ROW * legend.length };
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const named = (args, ending) =>
  `${args.heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "diplograph"}.${ending}`;

export function savePng(network, args, labels, groups, extent) {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  const { frame, legend, height } = sized(network, args, extent, pen);
  canvas.width = 2 * frame.width;
  canvas.height = 2 * height;
  pen.scale(2, 2);
  paint(pen, network, args, labels, groups, frame, legend, height);
  canvas.toBlob(blob => save(blob, named(args, "png")), "image/png");
}

export function saveSvg(network, args, labels, groups, extent) {
  const sizing = sized(network, args, extent, document.createElement("canvas").getContext("2d"));
  const pen = new SvgPen(sizing.frame.width, sizing.height);
  paint(pen, network, args, labels, groups, sizing.frame, sizing.legend, sizing.height);
  const text = new XMLSerializer().serializeToString(pen.root);
  save(new Blob([text], { type: "image/svg+xml" }), named(args, "svg"));
}
