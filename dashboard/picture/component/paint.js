// How nodes, labels and groups are painted. All sizes are pixels on the screen: one unit of the
// picture is `scale` of them. The same painters make the screen, the PNG and the SVG.

export const view = { looks: null, base: "light", ground: "#ffffff", scale: 1 };

const CELL = 40;
const SHORT = 45;  // a line on which nothing can stand
const widths = new Map();
export const forget = () => widths.clear();  // a face has come that is not as wide

export const colour = pair => pair[view.base];
const ink = () => colour(view.looks.ink);

export function kindColour(kind) {
  return colour(kind ? view.looks.kinds[kind] : view.looks.bundle);
}

// Who has more ties in the picture is written larger; people and organizations are quieter than states.
function font(node) {
  if (node.focus) return 15;
  return node.sort === "Country" ? 12 + Math.min(2.5, Math.log2(1 + node.weight) / 3) : 12;
}
const faceOf = node => `${node.focus ? 700 : node.sort === "Country" ? 500 : 400} ${font(node)}px ${view.looks.face}`;
const written = node => (node.short ? node.code : node.label);

const gauge = document.createElement("canvas").getContext("2d");  // to set a face takes longer than to measure
function width(text, face) {
  const key = face + text;
  if (!widths.has(key)) {
    if (gauge.asked !== face) gauge.font = gauge.asked = face;
    widths.set(key, gauge.measureText(text).width);
  }
  return widths.get(key);
}

// A node's size on the screen: its name in a box, a state's code where there is no room for the
// name, or a mark where there is none for that either.
export function size(node) {
  if (node.mark) return { width: 11, height: 11 };
  const text = width(written(node), faceOf(node)), glyph = GLYPHS[node.sort] ? 15 : 0;
  const around = node.focus ? 26 : node.short ? 10 : 18;
  return { width: text + glyph + around, height: node.focus ? 34 : 2 * Math.round(font(node)) };
}

const GLYPHS = { Country: "", Organization: "⬢", Person: "●", City: "◆" };

function outline(ctx, sort, x, y, w, h) {
  const left = x - w / 2, top = y - h / 2, right = x + w / 2, bottom = y + h / 2;
  ctx.beginPath();
  if (sort === "Organization") {  // a box with its corners cut
    const c = h / 3.2;
    ctx.moveTo(left + c, top); ctx.lineTo(right - c, top); ctx.lineTo(right, y);
    ctx.lineTo(right - c, bottom); ctx.lineTo(left + c, bottom); ctx.lineTo(left, y);
  } else if (sort === "City") {
    const c = h / 2;
    ctx.moveTo(left + c, top); ctx.lineTo(right, top); ctx.lineTo(right - c, bottom); ctx.lineTo(left, bottom);
  } else {
    const r = sort === "Person" ? h / 2 : 4;
    ctx.moveTo(left + r, top);
    ctx.lineTo(right - r, top); ctx.quadraticCurveTo(right, top, right, top + r);
    ctx.lineTo(right, bottom - r); ctx.quadraticCurveTo(right, bottom, right - r, bottom);
    ctx.lineTo(left + r, bottom); ctx.quadraticCurveTo(left, bottom, left, bottom - r);
    ctx.lineTo(left, top + r); ctx.quadraticCurveTo(left, top, left + r, top);
  }
  ctx.closePath();
}

export function drawNode(ctx, node, x, y, state) {
  const s = 1 / view.scale, look = colour(view.looks.sorts[node.sort]);
  const { width: w, height: h } = size(node);
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(s, s);
  if (state.selected) {
    outline(ctx, node.sort, 0, 0, w + 9, h + 9);
    ctx.fillStyle = colour(view.looks.halo);
    ctx.fill();
  }
  outline(ctx, node.sort, 0, 0, w, h);
  ctx.fillStyle = node.focus || node.mark ? look : view.ground;
  ctx.fill();
  ctx.lineWidth = state.hover ? 2.6 : node.expanded ? 2.4 : 1.5;
  ctx.strokeStyle = state.hover ? ink() : look;
  ctx.stroke();
  if (!node.mark) {
    const glyph = GLYPHS[node.sort];
    const shift = glyph ? 7.5 : 0;
    ctx.textBaseline = "middle";
    ctx.textAlign = "center";
    ctx.font = faceOf(node);
    ctx.fillStyle = node.focus ? view.ground : ink();
    ctx.fillText(written(node), shift, 1);
    if (glyph) {
      ctx.textAlign = "left";
      ctx.font = `${font(node) - 1}px ${view.looks.face}`;
      ctx.fillStyle = node.focus ? view.ground : look;
      ctx.fillText(glyph, -w / 2 + 8, 1);
    }
  }
  if (node.pinned) {
    ctx.beginPath();
    ctx.arc(w / 2 - 1, -h / 2 + 1, 4.5, 0, 2 * Math.PI);
    ctx.fillStyle = ink();
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = view.ground;
    ctx.stroke();
  }
  ctx.restore();
}

// Room on the screen that is taken, as boxes that may be turned, so that no two texts lie on each other.
export class Room {
  constructor() { this.buckets = new Map(); }
  static box(x, y, w, h, angle = 0) {
    const cos = Math.cos(angle), sin = Math.sin(angle), c = Math.abs(cos), s = Math.abs(sin);
    return { x, y, w: w / 2, h: h / 2, cos, sin, across: (w * c + h * s) / 2, down: (w * s + h * c) / 2 };
  }
  *near(box) {
    const left = Math.floor((box.x - box.across) / CELL), right = Math.floor((box.x + box.across) / CELL);
    const top = Math.floor((box.y - box.down) / CELL), bottom = Math.floor((box.y + box.down) / CELL);
    for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) yield x * 65536 + y;
  }
  free(box) {
    for (const key of this.near(box)) {
      for (const other of this.buckets.get(key) || []) if (!parted(box, other)) return false;
    }
    return true;
  }
  take(box) {
    for (const key of this.near(box)) {
      if (!this.buckets.has(key)) this.buckets.set(key, []);
      this.buckets.get(key).push(box);
    }
  }
}

// Whether a line can be drawn between two boxes: then it can be drawn along a side of one of them.
function parted(one, other) {
  const dx = other.x - one.x, dy = other.y - one.y;
  if (Math.abs(dx) >= one.across + other.across || Math.abs(dy) >= one.down + other.down) return true;
  for (const { cos, sin } of [one, other]) {
    for (const [ax, ay] of [[cos, sin], [-sin, cos]]) {
      const reach = box => box.w * Math.abs(box.cos * ax + box.sin * ay) + box.h * Math.abs(box.cos * ay - box.sin * ax);
      if (Math.abs(dx * ax + dy * ay) >= reach(one) + reach(other)) return true;
    }
  }
  return false;
}

// Which nodes carry their names, or codes (short), or nothing (mark): the focus and what is chosen
// first, then the most tied.
export function nameNodes(nodes, positions, chosen) {
  const room = new Room();
  const first = n => (chosen.has(n.id) ? 2e6 : 0) + (n.focus ? 1e6 : 0) + n.weight;
  const changed = [];
  for (const node of [...nodes].sort((a, b) => first(b) - first(a))) {
    const at = positions[node.id];
    if (!at) continue;
    const boxed = short => {
      const { width: w, height: h } = size({ ...node, mark: false, short });
      const box = Room.box(at.x * view.scale, at.y * view.scale, w, h);
      if (!room.free(box)) return false;
      room.take(box);
      return true;
    };
    const named = boxed(false), short = !named && !!node.code && boxed(true);
    const look = { mark: !named && !short, short };
    if (look.mark !== !!node.mark || short !== !!node.short) changed.push([node.id, look]);
  }
  return changed;
}

// Where each line's label stands: along the line, clear of nodes, of groups' names and of other labels.
export function placeLabels(lines, nodes, positions, edgeOf, groups) {
  const room = new Room(), found = [];
  for (const { spot } of groups) if (spot) room.take(spot.box);
  for (const node of nodes) {
    const at = positions[node.id], { width: w, height: h } = size(node);
    if (at) room.take(Room.box(at.x * view.scale, at.y * view.scale, w + 2, h + 2));
  }
  let fans = lines.filter(line => line.grain > 0);
  for (const line of lines) {
    const edge = edgeOf(line.id);
    if (line.grain === 0 && fans.length) {  // no label of another pair in a fan
      for (const one of fans) {
        for (let t = 0.1; t < 0.95; t += 0.02) {
          const at = edgeOf(one.id).edgeType.getPoint(t);
          room.take(Room.box(at.x * view.scale, at.y * view.scale, 6, 6));
        }
      }
      fans = [];
    }
    if (!edge || !edge.connected || found.length > 600) continue;
    const a = positions[line.from], b = positions[line.to];
    const length = Math.hypot(a.x - b.x, a.y - b.y) * view.scale;
    if (length < SHORT) continue;
    const size = line.grain === 0 && line.count > 1 ? 12 : 12.5;
    const face = `600 ${size}px ${view.looks.face}`;
    const w = line.parts.reduce((sum, [text]) => sum + width(text, face), 0);
    if (length < w + 30) continue;
    for (const t of line.spots) {
      const at = edge.edgeType.getPoint(t);
      const p = edge.edgeType.getPoint(t - 0.03), q = edge.edgeType.getPoint(t + 0.03);
      let angle = Math.atan2(q.y - p.y, q.x - p.x);
      if (Math.cos(angle) < 0) angle += Math.PI;
      const box = Room.box(at.x * view.scale, at.y * view.scale, w + 6, size + 2, angle);
      if (!room.free(box)) continue;
      room.take(box);
      found.push({ line, x: at.x, y: at.y, angle, width: w, face });
      break;
    }
  }
  return found;
}

export function drawLabels(ctx, labels) {
  for (const { line, x, y, angle, width: w, face } of labels) {
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(1 / view.scale, 1 / view.scale);
    ctx.rotate(angle);
    ctx.font = face;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    let at = -w / 2;
    for (const [text, kind] of line.parts) {
      ctx.lineWidth = 5;
      ctx.strokeStyle = view.ground;
      ctx.strokeText(text, at, 0.5);
      at += width(text, face);
    }
    at = -w / 2;
    for (const [text, kind] of line.parts) {
      ctx.fillStyle = kind ? kindColour(kind) : ink();
      ctx.fillText(text, at, 0.5);
      at += width(text, face);
    }
    ctx.restore();
  }
}

// Groups: each with the hull about the boxes of its members, and where its name stands, if anywhere.
export function groupsOf(nodes, positions, corner, far) {
  const members = new Map(), room = new Room();
  for (const node of nodes.some(one => one.group) ? nodes : []) {
    const at = positions[node.id];
    if (!at) continue;
    const { width: w, height: h } = size(node);
    room.take(Room.box(at.x * view.scale, at.y * view.scale, w, h));
    if (!node.group || node.focus) continue;  // the focus stands in the middle of all
    const dx = (w / 2 + 12) / view.scale, dy = (h / 2 + 12) / view.scale;
    const corners = members.get(node.group) || [];
    corners.push([at.x - dx, at.y - dy], [at.x + dx, at.y - dy], [at.x - dx, at.y + dy], [at.x + dx, at.y + dy]);
    members.set(node.group, corners);
  }
  const font = `600 11.5px ${view.looks.face}`;
  return [...members].map(([name, corners]) => {
    const line = hull(corners);
    return { name, line, font, spot: nameSpot(line, width(name, font) / view.scale, corner, far, room) };
  });
}

export function drawGroups(ctx, groups) {
  for (const { line } of groups) {
    ctx.save();
    ctx.beginPath();
    line.forEach(([x, y], place) => (place ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.lineJoin = "round";
    ctx.globalAlpha = 0.1;
    ctx.fillStyle = ink();
    ctx.fill();
    ctx.globalAlpha = 0.55;
    ctx.setLineDash([4 / view.scale, 4 / view.scale]);
    ctx.lineWidth = 1 / view.scale;
    ctx.strokeStyle = ink();
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.restore();
  }
}

export function drawGroupNames(ctx, groups) {
  for (const { name, font, spot } of groups.filter(one => one.spot)) {
    ctx.save();
    ctx.translate(spot.x, spot.y);
    ctx.scale(1 / view.scale, 1 / view.scale);
    ctx.font = font;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = view.ground;
    ctx.strokeText(name, 0, 0);
    ctx.fillStyle = ink();
    ctx.fillText(name, 0, 0);
    ctx.restore();
  }
}

// Where a group's name stands: above its hull or below it, where no box is; nowhere if there is no room.
function nameSpot(line, w, corner, far, room) {
  const s = 1 / view.scale, xs = line.map(p => p[0]), ys = line.map(p => p[1]);
  const left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys);
  const inside = x => Math.max(corner.x + w / 2, Math.min(x, far.x - w / 2));
  for (const y of [Math.max(top - 10 * s, corner.y + 10 * s), bottom + 10 * s, top + 9 * s, bottom - 9 * s]) {
    for (const x of [(left + right) / 2, left + w / 2, right - w / 2]) {
      const box = Room.box(inside(x) * view.scale, y * view.scale, w * view.scale + 4, 15);
      if (!room.free(box)) continue;
      room.take(box);
      return { x: inside(x), y, box };
    }
  }
  return null;
}

function hull(points) {  // Andrew's monotone chain
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = list => {
    const kept = [];
    for (const p of list) {
      while (kept.length > 1) {
        const [a, b] = kept.slice(-2);
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
        kept.pop();
      }
      kept.push(p);
    }
    return kept.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}
