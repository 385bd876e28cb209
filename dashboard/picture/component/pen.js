// A pen that writes SVG: what the painters and vis-network ask of a canvas, as elements. Texts
// become text nodes and nothing else, so nothing that a source says is ever read as markup.

const NS = "http://www.w3.org/2000/svg";
const STATE = ["fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "font", "textAlign", "textBaseline",
  "lineJoin", "lineCap", "shadowColor", "shadowBlur", "shadowOffsetX", "shadowOffsetY"];
const ANCHOR = { center: "middle", left: "start", start: "start", right: "end", end: "end" };
const BASELINE = { middle: "central", top: "hanging", hanging: "hanging", bottom: "text-after-edge" };

export class SvgPen {
  constructor(width, height) {
    this.root = document.createElementNS(NS, "svg");
    this.root.setAttribute("xmlns", NS);
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
      this.root.setAttribute(name, value);
    }
    this.matrix = new DOMMatrix();
    this.dash = [];
    this.stack = [];
    this.path = "";
    this.measure = document.createElement("canvas").getContext("2d");
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "10px sans-serif",
      textAlign: "start", textBaseline: "alphabetic", lineJoin: "miter", lineCap: "butt" });
  }

  save() {
    const kept = Object.fromEntries(STATE.map(name => [name, this[name]]));
    this.stack.push([kept, DOMMatrix.fromMatrix(this.matrix), [...this.dash]]);
  }
  restore() {
    if (!this.stack.length) return;
    const [kept, matrix, dash] = this.stack.pop();
    Object.assign(this, kept, { matrix, dash });
  }
  translate(x, y) { this.matrix.translateSelf(x, y); }
  scale(x, y) { this.matrix.scaleSelf(x, y); }
  rotate(turn) { this.matrix.rotateSelf((turn * 180) / Math.PI); }
  setLineDash(dash) { this.dash = [...dash]; }
  getLineDash() { return [...this.dash]; }

  point(x, y) {
    const { x: px, y: py } = this.matrix.transformPoint({ x, y });
    return `${Math.round(px * 100) / 100} ${Math.round(py * 100) / 100}`;
  }
  get unit() { return Math.hypot(this.matrix.a, this.matrix.b); }
  beginPath() { this.path = ""; }
  closePath() { this.path += "Z"; }
  moveTo(x, y) { this.path += `M${this.point(x, y)}`; }
  lineTo(x, y) { this.path += `${this.path ? "L" : "M"}${this.point(x, y)}`; }
  quadraticCurveTo(a, b, x, y) { this.path += `Q${this.point(a, b)} ${this.point(x, y)}`; }
  bezierCurveTo(a, b, c, d, x, y) { this.path += `C${this.point(a, b)} ${this.point(c, d)} ${this.point(x, y)}`; }
  rect(x, y, w, h) { this.moveTo(x, y); this.lineTo(x + w, y); this.lineTo(x + w, y + h); this.lineTo(x, y + h); this.closePath(); }
  arc(x, y, r, from, to) {
    const steps = Math.max(2, Math.ceil(Math.abs(to - from) / 0.3));
    for (let i = 0; i <= steps; i++) {
      const turn = from + ((to - from) * i) / steps;
      this.lineTo(x + r * Math.cos(turn), y + r * Math.sin(turn));
    }
  }
  fillRect(x, y, w, h) { this.beginPath(); this.rect(x, y, w, h); this.fill(); }
  clearRect() {}

  add(name, attributes, text) {
    const element = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    this.root.append(element);
  }
  fill() { if (this.path) this.add("path", { d: this.path, fill: this.fillStyle, "fill-opacity": this.globalAlpha }); }
  stroke() {
    if (!this.path) return;
    this.add("path", { d: this.path, fill: "none", stroke: this.strokeStyle, "stroke-opacity": this.globalAlpha,
      "stroke-width": this.lineWidth * this.unit, "stroke-linejoin": this.lineJoin,
      ...(this.dash.length ? { "stroke-dasharray": this.dash.map(one => one * this.unit).join(" ") } : {}) });
  }
  measureText(text) { this.measure.font = this.font; return this.measure.measureText(text); }
  words(said, x, y, paint) {
    // what XML has no place for
    const text = said.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
    const m = this.matrix, matrix = [m.a, m.b, m.c, m.d, m.e, m.f].map(one => Math.round(one * 1e4) / 1e4);
    this.add("text", { x, y, style: `font: ${this.font}; white-space: pre`, transform: `matrix(${matrix.join(" ")})`,
      "text-anchor": ANCHOR[this.textAlign] || "start", "dominant-baseline": BASELINE[this.textBaseline] || "auto",
      // as wide as it was measured, whatever face the reader has
      textLength: Math.round(this.measureText(text).width * 10) / 10, lengthAdjust: "spacingAndGlyphs",
      opacity: this.globalAlpha, ...paint }, text);
  }
  fillText(text, x, y) { this.words(text, x, y, { fill: this.fillStyle }); }
  strokeText(text, x, y) {
    this.words(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": "round" });
  }
}
