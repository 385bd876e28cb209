// Whoever was in the picture and is placed afresh glides to the new place, so that the eye can follow.
const LASTS = 400;  // milliseconds
const MANY = 300;  // more than so many are where they belong at once
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

let running = 0;

// From where nodes stood (id to point) to where they are now; `drawn` is called at the end.
export function glide(network, before, drawn) {
  cancelAnimationFrame(running);
  const after = network.getPositions(), nodes = network.body.nodes;
  const ids = Object.keys(after).filter(id => before[id] && Math.hypot(before[id].x - after[id].x, before[id].y - after[id].y) > 1);
  if (!ids.length || Object.keys(after).length > MANY || still.matches) return;
  const began = performance.now();
  const step = now => {
    const t = Math.min(1, Math.max(0, now - began) / LASTS), eased = t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2;
    for (const id of ids) {
      if (!nodes[id]) continue;
      nodes[id].x = before[id].x + (after[id].x - before[id].x) * eased;
      nodes[id].y = before[id].y + (after[id].y - before[id].y) * eased;
    }
    if (t < 1) running = requestAnimationFrame(step);
    drawn(t === 1);
  };
  step(began);
}
