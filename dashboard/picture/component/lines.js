// Which lines are drawn of each pair, and how they lie: one from afar, one for each kind or each
// fact where the pair is opened, or where one has come close enough to read them.

import { colour, kindColour, view } from "./paint.js";

const STEP = 20, AIRY = 32;  // pixels between the lines of a pair, on the screen; in a small picture

export class Lines {
  constructor() { this.all = []; this.pairs = []; this.under = new Map(); this.byId = new Map(); this.grains = {}; }

  take(sent, usual) {
    const lines = sent.map(line => ({ ...usual, brief: line.parts, ...line }));
    this.all = lines;
    this.byId = new Map(lines.map(line => [line.id, line]));
    this.under = new Map();
    for (const line of lines) {
      if (!this.under.has(line.inside)) this.under.set(line.inside, []);
      this.under.get(line.inside).push(line);
    }
    this.pairs = lines.filter(line => line.grain === 0);
  }

  inside(id) { return this.under.get(id) || []; }

  facts(pair) { return this.inside(pair.id).flatMap(strand => this.inside(strand.id)); }

  // The pairs whose ties a line is of: those of its fact where it stands for one.
  pairsOf(line) {
    const found = line.fact ? this.all.filter(one => one.fact === line.fact) : [line];
    return [...new Set(found.map(one => [one.from, one.to].sort().join("|")))].map(id => this.byId.get(id));
  }

  // How finely pairs are drawn once they are read, as the page says it (`parted` in dashboard/picture/bundle.py).
  opened(pairs, kind, read, grains) {
    const found = {};
    for (const pair of pairs.filter(one => grains[one.id] !== 2)) {
      found[pair.id] = pair.count <= read ? 2 : 1;
      const strands = this.inside(pair.id).filter(one => found[pair.id] === 1 && one.kind === kind && one.count <= read);
      for (const strand of strands) found[strand.id] = 2;
    }
    return found;
  }

  // The lines to draw: [line, its place in the fan counted from the middle].
  shown(positions, closer) {
    const found = [];
    for (const pair of this.pairs) {
      const a = positions[pair.from], b = positions[pair.to];
      if (!a || !b) continue;
      const room = closer(pair) ? (0.35 * Math.hypot(a.x - b.x, a.y - b.y) * view.scale) / STEP : 0;
      const group = this.parted(pair, room);
      group.forEach((line, place) => found.push([line, place - (group.length - 1) / 2, group.length]));
    }
    return found;
  }

  parted(pair, room) {
    if (pair.count === 1 && this.facts(pair).length <= 1) return [pair];
    const strands = this.inside(pair.id), facts = this.facts(pair);
    if ((this.grains[pair.id] === 2 || facts.length <= room) && facts.length) return this.fan(facts, pair);
    if (!this.grains[pair.id] && strands.length > room) return [pair];
    return strands.flatMap(strand => {
      const own = this.inside(strand.id);
      return this.grains[strand.id] === 2 && own.length ? own : [strand];
    });
  }

  // as on a road: one way on one side, the other way on the other, symmetric ones between them
  fan(facts, pair) {
    const side = line => (line.heads[1] ? (line.from === pair.from ? 1 : -1) : 0);
    return facts.map((line, place) => [side(line), place, line])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(item => item[2]);
  }

  // The line that stands for a fact, or for a pair or kind, among those that are drawn.
  standing(drawn, fact, line) {
    const found = [];
    const wanted = fact ? this.all.filter(one => one.fact === fact && (one.grain === 2 || one.count === 1))
      : line ? [this.byId.get(line) || this.byId.get(line.split("|").slice(0, 2).join("|"))] : [];
    for (let one of wanted) {
      const within = new Set();
      for (let up = one; up; up = this.byId.get(up.inside)) within.add(up.id);
      for (const id of drawn) {
        let up = this.byId.get(id);
        if (within.has(id)) found.push(id);
        else if (!fact) for (; up; up = this.byId.get(up.inside)) if (up.id === one.id) found.push(id);
      }
    }
    return [...new Set(found)];
  }
}

// vis's edge for a line; `offset` is how far its middle lies to the side, in units of the picture.
export function edge(line, offset, k, back, plain) {
  const ink = line.absent ? colour(view.looks.absence) : kindColour(line.kind);
  const dashes = view.looks.dashes[line.absent ? "denied" : line.standing];
  const type = line.absent ? "bar" : "arrow";
  const head = on => ({ enabled: on && !plain, type, scaleFactor: line.absent ? 0.7 : 0.5 });
  return {
    id: line.id, from: line.from, to: line.to, title: line.title,
    width: line.width * k,
    dashes: dashes && dashes.map(one => one * k),
    color: faded(ink, (line.certain ? 1 : 0.5) * (back ? 0.3 : 1)),
    arrows: { from: head(line.heads[0]), to: head(line.heads[1]) },
    background: { enabled: line.contested && !back, color: faded(colour(view.looks.halo), 0.45), size: (line.width + 5) * k, dashes: false },
    smooth: offset ? { enabled: true, type: "curvedCW", roundness: 0.2 } : false,
  };
}

// How far to the side the line in a place of a fan of so many lies.
export function aside(slot, count, distance, pairs) {
  return slot * Math.min((pairs <= 3 ? AIRY : STEP) / view.scale, (distance * 0.8) / Math.max(count - 1, 1));
}

// vis knows no curve through a given point, so each curved edge is told where its control point
// is: twice as far off as its middle. To the left of the way from the pair's first to its second.
export function bend(edgeType, line, offset) {
  if (!offset || !edgeType.getViaNode) return;
  const side = line.from < line.to ? 2 * offset : -2 * offset;
  edgeType._getViaCoordinates = () => {
    const { from: a, to: b } = edgeType, dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1;
    const nx = dy / length, ny = -dx / length, x = (a.x + b.x) / 2, y = (a.y + b.y) / 2;
    // the line begins and ends where arrows do, at the boxes' edges, which are off the axis already
    const { fromPoint: p = a, toPoint: q = b } = edgeType;
    const off = side - ((p.x + q.x - 2 * x) * nx + (p.y + q.y - 2 * y) * ny) / 2;
    return { x: x + off * nx, y: y + off * ny };
  };
}

function faded(hex, opacity) {
  if (opacity === 1) return hex;
  return hex + Math.round(255 * opacity).toString(16).padStart(2, "0");
}

// A new edge without what it is by default: vis takes long over every option.
export function lean({ dashes, arrows, background, smooth, ...rest }) {
  if (dashes) rest.dashes = dashes;
  if (arrows.from.enabled || arrows.to.enabled) rest.arrows = arrows;
  if (background.enabled) rest.background = background;
  if (smooth) rest.smooth = smooth;
  return rest;
}
