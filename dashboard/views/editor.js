// The editor of the console: a plain textarea, with its colours painted behind it and a list of
// completions that Python fills. Tab leaves the field unless the list is open: no trap.
// Text from data and from the field is textContent only.

const WAIT = 90; // ms after the last key
const KEYWORDS = new Set(("match optional where return with order by limit skip distinct unwind union all and or xor not "
  + "in as is null true false exists count starts ends contains asc desc case when then else end call yield create merge "
  + "set delete detach remove").split(" "));
const TOKEN = new RegExp([
  "(\\/\\/[^\\n]*|\\/\\*[\\s\\S]*?(?:\\*\\/|$))", // comment
  "('(?:\\\\[\\s\\S]|[^'\\\\])*(?:'|$)|\"(?:\\\\[\\s\\S]|[^\"\\\\])*(?:\"|$))", // text
  "(\\$\\w+)", // parameter
  "((?:[:|&!]\\s*)[A-Z]\\w*)", // label or type
  "(\\b\\d+(?:\\.\\d+)?\\b)", // number
  "(\\.?[A-Za-z_]\\w*)", // word
].join("|"), "g");
const CLASSES = ["c", "s", "p", "t", "n"];

export default function (component) {
  const { parentElement: root, data } = component;
  const editor = root.dgEditor || (root.dgEditor = setUp(root));
  editor.send = component.setTriggerValue;
  editor.take(data || {});
  return () => editor.leave();
}

function setUp(root) {
  const [area, paint, list, status, run] =
    ["textarea", "pre", ".hits", ".status", "button"].map(one => root.querySelector(one));
  const editor = { send: () => {}, options: [], at: -1, given: null, answered: 0, asked: 0, timer: 0 };

  const colour = () => {
    const text = area.value, parts = [];
    let last = 0;
    for (const match of text.matchAll(TOKEN)) {
      const which = match.slice(1).findIndex(one => one !== undefined);
      const name = CLASSES[which] || (KEYWORDS.has(match[0].toLowerCase()) ? "k" : "");
      if (!name) continue;
      parts.push(text.slice(last, match.index), span(name, match[0]));
      last = match.index + match[0].length;
    }
    paint.replaceChildren(...parts, text.slice(last) + "\n");
    paint.scrollTop = area.scrollTop;
  };
  const span = (name, text) => {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  };
  const grow = () => {
    if (area.scrollHeight > area.clientHeight) area.style.height = `${area.scrollHeight + 4}px`;
  };

  const close = () => {
    list.hidden = true;
    editor.options = [];
    area.removeAttribute("aria-activedescendant");
  };
  const mark = place => {
    editor.at = place;
    [...list.children].forEach((one, n) => one.setAttribute("aria-selected", String(n === place)));
    const option = list.children[place];
    area.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const put = (start, end, text) => {
    area.focus();
    area.setSelectionRange(start, end);
    // so that undo takes it back; where a browser no longer has it, the value is changed plainly
    if (!document.execCommand("insertText", false, text)) area.setRangeText(text, start, end, "end");
    colour();
  };
  const accept = place => {
    const { insert } = editor.options[place], { start, end } = editor;
    close();
    status.textContent = `${insert} put in`;
    editor.quiet = true;
    put(start, end, insert);
    editor.quiet = false;
    tell();
  };
  const spot = start => { // where a character stands, by the same text laid out behind the field
    const range = document.createRange();
    let left = start;
    const walk = document.createTreeWalker(paint, NodeFilter.SHOW_TEXT);
    while (walk.nextNode() && left > walk.currentNode.length) left -= walk.currentNode.length;
    if (!walk.currentNode || walk.currentNode === paint) return { x: 14, y: 36 };
    range.setStart(walk.currentNode, Math.min(left, walk.currentNode.length));
    const at = range.getBoundingClientRect(), box = paint.parentElement.getBoundingClientRect();
    return { x: at.left - box.left, y: at.bottom - box.top + 4 };
  };
  const show = () => {
    list.replaceChildren(...editor.options.map(({ insert, detail }, place) => {
      const option = document.createElement("div");
      option.className = "hit";
      option.id = `c${place}`;
      option.setAttribute("role", "option");
      const code = document.createElement("code");
      code.textContent = insert;
      option.append(code, span("", detail));
      option.addEventListener("mousedown", event => { event.preventDefault(); accept(place); });
      return option;
    }));
    const { x, y } = spot(editor.start);
    list.hidden = false;
    list.style.top = `${y}px`;
    list.style.left = `${Math.max(0, Math.min(x - 8, paint.clientWidth - list.offsetWidth - 4))}px`;
    const count = editor.options.length;
    status.textContent = `${count} completion${count === 1 ? "" : "s"}; Tab takes ${editor.options[0].insert}`;
    mark(0);
  };

  const tell = (forced = false) => { // tell Python what is typed; it answers with completions
    clearTimeout(editor.timer);
    editor.asked += 1;
    editor.wanted = area.selectionStart === area.selectionEnd ? editor.asked : 0;
    editor.send("typed", { text: area.value, at: points(area.selectionStart), forced, turn: editor.asked });
  };
  // Python counts characters, the field UTF-16 units
  const points = units => [...area.value.slice(0, units)].length;
  const units = number => [...area.value].slice(0, number).join("").length;

  editor.take = ({ text = "", answer }) => {
    if (text !== editor.given) {
      editor.given = text;
      if (area.value !== text) { area.value = text; colour(); grow(); close(); }
    }
    if (!answer || answer.turn !== editor.wanted || answer.turn === editor.answered) return;
    editor.answered = answer.turn;
    if (!answer.options.length || root.activeElement !== area) return close();
    Object.assign(editor, { options: answer.options, start: units(answer.start), end: units(answer.end) });
    show();
  };

  const ask = () => {
    close();
    editor.given = area.value; // so that what is typed meanwhile is not overwritten
    clearTimeout(editor.timer);
    editor.send("run", { text: area.value });
  };
  area.addEventListener("input", () => {
    colour();
    grow();
    if (editor.quiet) return;
    editor.wanted = 0;
    clearTimeout(editor.timer);
    editor.timer = setTimeout(tell, WAIT);
  });
  area.addEventListener("scroll", () => { paint.scrollTop = area.scrollTop; });
  area.addEventListener("blur", () => setTimeout(close, 120));
  area.addEventListener("keydown", event => {
    const count = editor.options.length, open = !list.hidden && count;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask();
    else if (event.key === " " && event.ctrlKey) tell(true);
    else if (open && plain && event.key in steps) mark((editor.at + steps[event.key] + count) % count);
    else if (open && plain && (event.key === "Tab" || event.key === "Enter")) accept(editor.at);
    else if (open && event.key === "Escape") { close(); editor.wanted = 0; status.textContent = "Completions closed"; }
    else {
      if (open && /^(Arrow|Home|End|Page)/.test(event.key)) { close(); editor.wanted = 0; }
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  run.addEventListener("click", ask);
  // the help beside the editor: a click on a name puts it where the caret was
  const insert = event => {
    const link = event.target.closest && event.target.closest("[data-dg-insert]");
    if (!link) return;
    event.preventDefault();
    const text = link.getAttribute("data-dg-insert"), start = area.selectionStart;
    // an example is a query, which begins on a line of its own
    const apart = text.includes("\n") && start && area.value[start - 1] !== "\n" ? "\n" : "";
    put(start, area.selectionEnd, apart + text);
  };
  document.addEventListener("click", insert);
  new ResizeObserver(() => { paint.style.height = `${area.offsetHeight}px`; }).observe(area);
  editor.leave = () => {
    document.removeEventListener("click", insert);
    delete root.dgEditor;
  };
  return editor;
}
