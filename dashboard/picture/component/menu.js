// What can be done with whom one points at: a menu at the pointer, and a box that selects several.
// The steps come from the page; here they are only offered and reported.

const $ = id => document.getElementById(id);

export function menu(network, looked, current, answer) {
  const root = $("menu"), net = $("net");

  function close() {
    root.hidden = true;
  }

  function item(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("role", "menuitem");
    button.textContent = words;
    button.onclick = () => { close(); act(); };
    return button;
  }

  function open(ids, x, y) {
    const heading = document.createElement("b");
    heading.textContent = ids.length === 1 ? looked.get(ids[0]).label : `${ids.length} selected`;
    const items = current().steps
      .filter(step => fits(step.name, ids))
      .map(step => item(step.words, () => answer({ event: "act", act: step.name, ids })));
    const { href } = looked.get(ids[0]);
    if (ids.length === 1 && href) items.unshift(item("Open its dossier", () => follow(href)));
    if (!items.length) return;
    root.replaceChildren(heading, ...items);
    root.hidden = false;
    root.style.left = Math.min(x, net.clientWidth - root.offsetWidth - 6) + "px";
    root.style.top = Math.min(y, document.body.clientHeight - root.offsetHeight - 6) + "px";
    items[0].focus();
  }

  function fits(name, ids) {
    const all = what => ids.every(id => looked.get(id)[what]), any = what => ids.some(id => looked.get(id)[what]);
    return {
      collapse: any("expanded"), focus: !all("focus"), pin: !all("pinned"), unpin: any("pinned"),
      path: ids.length === 2,
    }[name] ?? true;
  }

  function under(event) {
    const node = network.getNodeAt({ x: event.offsetX, y: event.offsetY });
    const chosen = network.getSelectedNodes();
    if (node === undefined) return chosen;
    return chosen.includes(node) ? chosen : [node];
  }

  net.addEventListener("contextmenu", event => {
    event.preventDefault();
    const ids = under(event);
    if (ids.length) open(ids, event.offsetX, event.offsetY);
  });
  net.addEventListener("pointerdown", close, true);
  root.addEventListener("keydown", event => {
    const items = [...root.querySelectorAll("button")], at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); items[(at + step + items.length) % items.length].focus(); }
    if (event.key === "Escape") { close(); net.querySelector(".vis-network").focus(); }
  });
  document.addEventListener("keydown", event => {
    const chosen = network.getSelectedNodes();
    const inside = document.activeElement?.closest?.("#net") !== null;
    if (event.key === "ContextMenu" && inside && chosen.length) {
      event.preventDefault();
      const at = network.canvasToDOM(network.getPosition(chosen[0]));
      open(chosen, at.x, at.y);
    }
    if (!event.ctrlKey && !event.metaKey) return;
    const key = event.key.toLowerCase(), back = key === "z" && !event.shiftKey;
    if (back && current().undo) answer({ event: "undo" });
    if ((key === "y" || (key === "z" && event.shiftKey)) && current().redo) answer({ event: "redo" });
  });
  boxing(network, answer);
}

// As the links of the page do: the address changes, not the document.
function follow(href) {
  const page = window.parent;
  page.history.pushState({}, "", href);
  page.dispatchEvent(new page.PopStateEvent("popstate"));
}

// With shift held, dragging draws a box; whoever is in it is selected.
function boxing(network, answer) {
  const net = $("net");
  let start = null, frame = null;
  net.addEventListener("pointerdown", event => {
    if (!event.shiftKey || event.button) return;
    event.stopPropagation();
    start = { x: event.offsetX, y: event.offsetY };
    frame = document.createElement("div");
    frame.id = "box";
    net.append(frame);
    net.setPointerCapture(event.pointerId);
  }, true);
  net.addEventListener("pointermove", event => {
    if (!start) return;
    event.stopPropagation();
    const [x, y] = [event.clientX - net.getBoundingClientRect().left, event.clientY - net.getBoundingClientRect().top];
    Object.assign(frame.style, {
      left: Math.min(x, start.x) + "px", top: Math.min(y, start.y) + "px",
      width: Math.abs(x - start.x) + "px", height: Math.abs(y - start.y) + "px",
    });
  }, true);
  net.addEventListener("pointerup", event => {
    if (!start) return;
    event.stopPropagation();
    const box = frame.getBoundingClientRect(), away = net.getBoundingClientRect();
    const a = network.DOMtoCanvas({ x: box.left - away.left, y: box.top - away.top });
    const b = network.DOMtoCanvas({ x: box.right - away.left, y: box.bottom - away.top });
    frame.remove();
    start = frame = null;
    const inside = Object.entries(network.getPositions())
      .filter(([, p]) => p.x > a.x && p.x < b.x && p.y > a.y && p.y < b.y).map(([id]) => id);
    if (inside.length) answer({ event: "nodes", ids: [...new Set([...network.getSelectedNodes(), ...inside])] });
  }, true);
}
