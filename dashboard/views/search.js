// The search box: an ARIA combobox whose listbox Python fills. Text from data is textContent only.

const WAIT = 110; // ms after the last key, so that a word typed at a stretch is asked once

export default function (component) {
  const { parentElement: root, data } = component;
  const box = root.dgBox || (root.dgBox = setUp(root));
  // numbered, since the same question asked again would else change nothing
  box.ask = text => component.setTriggerValue("asked", { text, number: ++box.asked });
  if (data?.label) box.name(data);
  box.answer(data || {});
  return () => box.leave();
}

function setUp(root) {
  const [input, list, status] = ["input", ".hits", ".status"].map(one => root.querySelector(one));
  const box = { ask: () => {}, asked: 0, options: [], at: -1, timer: 0, warm: false, answered: null };

  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); mark(-1); };
  const open = () => { list.hidden = false; input.setAttribute("aria-expanded", "true"); };
  const mark = place => {
    box.at = place;
    box.options.forEach((option, n) => option.setAttribute("aria-selected", String(n === place)));
    const option = box.options[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const go = option => {
    close();
    input.value = "";
    box.wanted = "";
    input.blur();
    history.pushState({}, "", option.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector(".stMain")?.scrollTo(0, 0);
  };
  const make = (tag, name, text) => {
    const made = document.createElement(tag);
    made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const say = words => {
    box.options = [];
    list.replaceChildren(make("p", "none", words));
    status.textContent = words;
    open();
  };

  box.name = ({ label, shown }) => {
    input.setAttribute("aria-label", label);
    input.placeholder = shown || label;
  };

  box.answer = ({ text, groups = [], error }) => {
    if (error && box.wanted) return say(error);
    if (text === undefined || text !== box.wanted || !text) return;
    clearTimeout(box.slow);
    box.answered = text;
    if (!groups.length) return say(`Nothing is called anything like “${text}”. Try fewer letters, `
      + "another spelling, or the name of a country.");
    const options = [];
    list.replaceChildren(...groups.map(({ heading, hits }, g) => {
      const group = make("div", "group");
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", `g${g}`);
      const title = make("div", "heading", heading);
      title.id = `g${g}`;
      title.setAttribute("role", "presentation");
      group.append(title, ...hits.map(hit => {
        const option = make("a", "hit");
        option.href = hit.href;
        option.id = `o${options.length}`;
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        option.append(make("span", "title", hit.title), make("span", "detail", hit.detail));
        const place = options.push(option) - 1;
        option.addEventListener("mousemove", () => { if (box.at !== place) mark(place); });
        option.addEventListener("click", event => {
          if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          go(option);
        });
        return option;
      }));
      return group;
    }));
    box.options = options;
    list.scrollTop = 0;
    status.textContent = `${options.length} found; the best: ${options[0].firstChild.textContent}`;
    open();
    mark(0);
    if (box.eager) { box.eager = false; go(options[0]); }
  };

  input.addEventListener("focus", () => {
    // the index is read at the first question: let it be read while one types
    if (!box.warm) { box.warm = true; box.ask(""); }
    if (box.options.length && input.value.trim() === box.answered) { open(); mark(0); }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", event => event.preventDefault());
  input.addEventListener("input", () => {
    const text = input.value.trim();
    box.wanted = text;
    box.eager = false;
    clearTimeout(box.timer);
    clearTimeout(box.slow);
    if (!text) return close();
    box.timer = setTimeout(() => box.ask(text), WAIT);
    box.slow = setTimeout(() => { if (box.answered !== text) say("Searching …"); }, 700);
  });
  input.addEventListener("keydown", event => {
    const count = box.options.length;
    const shown = !list.hidden && count;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && shown) mark((box.at + steps[event.key] + count) % count);
    else if (event.key === "Home" && shown && event.ctrlKey) mark(0);
    else if (event.key === "End" && shown && event.ctrlKey) mark(count - 1);
    else if (event.key === "Enter" && input.value.trim()) {
      // who presses Enter before the answer is there means the best hit
      if (shown && box.answered === input.value.trim()) go(box.options[Math.max(box.at, 0)]);
      else box.eager = true;
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = box.wanted = "";
      close();
    } else return;
    event.preventDefault();
  });

  const slash = event => {
    const at = event.composedPath()[0];
    const typing = at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName || "");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  };
  if (root.querySelector("kbd")) document.addEventListener("keydown", slash);
  box.leave = () => {
    document.removeEventListener("keydown", slash);
    delete root.dgBox;
  };
  return box;
}
