// Both clocks. What they show is what the address says; what is done to them goes into the address,
// as going back and forth in the browser's history does, and comes back as new data.

const PATHS = {
  back: "M11 2 4 8l7 6z", forth: "M5 2l7 6-7 6z", go: "M4 2l10 6-10 6z",
  pause: "M4 2h3v12H4zM9 2h3v12H9z",
};
const icon = (name, more = "") =>
  `<svg viewBox="0 0 16 16" aria-hidden="true" class="${more}"><path d="${PATHS[name]}"/></svg>`;

// constant text only: what comes from data is set below by value, attribute or textContent
const CLOCK = `
  <label class="switch"><input type="checkbox" role="switch"><span></span></label>
  <button type="button" class="step back">${icon("back")}</button>
  <input type="range" class="track first" min="0">
  <button type="button" class="step forth">${icon("forth")}</button>
  <input type="date" class="exact first" min="1000-01-01" max="2999-12-31">
  <button type="button" class="today">Today</button>
  <button type="button" class="play" aria-pressed="false">
    ${icon("go", "go")}${icon("pause", "pause")}<span>Play</span></button>
  <details><summary>⋯</summary><div class="menu">
    <label>Step to <select class="stride"><option value="change">the next change</option>
      <option value="month">the next month</option>
      <option value="year">the next year</option></select></label>
    <label>Pace <select class="pace"><option value="2000">slow</option>
      <option value="900" selected>usual</option><option value="300">fast</option></select></label>
    <label class="tick"><input type="checkbox" class="range"> Between two days</label>
    <p class="help"></p></div></details>
  <div class="until" hidden><span>until</span>
    <input type="range" class="track last" min="0">
    <input type="date" class="exact last" min="1000-01-01" max="2999-12-31"></div>`;

const words = day => {
  const [y, m, d] = day.split("-").map(Number);
  const month = new Date(2000, m - 1, 1).toLocaleString("en-GB", { month: "long" });
  return `${d} ${month} ${y}`;
};

// Into the address: a step of its own in the history, or for what goes by in passing the same one.
function go(changes, passing) {
  const url = new URL(location.href);
  for (const [name, day] of Object.entries(changes)) {
    if (day) url.searchParams.set(name, day); else url.searchParams.delete(name);
  }
  url.search = url.search.replaceAll("%2C", ",").replaceAll("%3A", ":");
  if (url.href === location.href) return false;
  history[passing ? "replaceState" : "pushState"]({}, "", url);
  window.dispatchEvent(new PopStateEvent("popstate"));
  return true;
}

const busy = () =>
  document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running";

class Clock {
  constructor(element) {
    this.element = element;
    element.innerHTML = CLOCK;
    element.setAttribute("role", "group");
    this.timer = this.later = null;
    this.playing = this.gesture = false;
    const on = (selector, type, act) =>
      element.querySelectorAll(selector).forEach(one => one.addEventListener(type, act.bind(this)));
    on(".switch input", "change", event => {
      this.stop();
      this.put(event.target.checked ? this.shown : null, event.target.checked ? this.until : null);
    });
    on(".back", "click", () => { this.stop(); this.step(-1); });
    on(".forth", "click", () => { this.stop(); this.step(1); });
    on(".today", "click", () => { this.stop(); this.put(this.data.today, null); });
    on(".play", "click", () => (this.playing ? this.stop() : this.play()));
    on(".track", "input", event => this.slide(event.target));
    on(".track", "change", () => { this.gesture = false; });
    on(".track", "keydown", event => {
      if (event.key !== " ") return;
      event.preventDefault();
      if (this.playing) this.stop(); else this.play();
    });
    on(".exact", "change", event => this.pick(event.target));
    on(".range", "change", event => { this.stop(); this.span(event.target.checked); });
    element.addEventListener("keydown", event => {
      if (event.key !== "Escape") return;
      this.stop();
      const menu = this.one("details");
      if (menu.open) { menu.open = false; this.one("summary").focus(); }
    });
    element.addEventListener("focusout", event => {
      const menu = this.one("details");
      if (menu.open && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
  }

  one(selector) { return this.element.querySelector(selector); }

  show(data) {
    const fresh = !this.data;
    this.data = data;
    this.days = data.days;
    this.shown = data.day ?? data.usual;
    this.until = data.day && data.until ? data.until : null;
    const { element } = this;
    element.classList.toggle("off", !data.day);
    this.one(".switch input").checked = Boolean(data.day);
    if (fresh) {
      element.setAttribute("aria-label", `${data.label}: the clock`);
      this.one(".switch span").textContent = data.label;
      this.one(".help").textContent = data.help;
      const name = (selector, text) => {
        this.one(selector).setAttribute("aria-label", `${data.label}: ${text}`);
        this.one(selector).title = text[0].toUpperCase() + text.slice(1);
      };
      name(".back", "step back");
      name(".forth", "step forward");
      name(".today", "today");
      name("summary", "pace, step and range");
      for (const last of [false, true]) {
        const which = last ? ".last" : ".first";
        name(`.track${which}`, last ? "last day" : "day");
        name(`.exact${which}`, last ? "exact last date" : "exact date");
      }
      this.one(".range").parentElement.hidden = !data.ranges;
      this.one(".switch input").hidden = Boolean(data.always);
    }
    this.one(".until").hidden = !this.until;
    this.one(".range").checked = Boolean(this.until);
    this.place(".first", this.shown, data.day ? "" : "off; ");
    if (this.until) this.place(".last", this.until, "");
    for (const [step, way] of [[".back", -1], [".forth", 1]]) {
      this.one(step).disabled = !this.next(this.until ?? this.shown, way);
    }
    this.told();
    if (this.playing && this.awaited === data.day) this.soon();
  }

  place(which, day, before) {
    const track = this.one(`.track${which}`);
    const exact = this.one(`.exact${which}`);
    track.max = this.days.length - 1;
    if (!this.gesture) track.value = this.days.indexOf(day);
    track.setAttribute("aria-valuetext", before + words(day));
    if (this.element.getRootNode().activeElement !== exact) exact.value = day;
  }

  put(day, until, passing = false) {
    const [one, first, last] = this.data.names;
    const range = day && until && until >= day;
    if (!this.data.ranges) return go({ [one]: day }, passing);
    const days = range ? { [first]: day, [last]: until } : { [one]: day };
    return go({ [first]: null, [last]: null, ...days }, passing);
  }

  // A drag shows each day as it passes and asks for the one on which it rests.
  slide(track) {
    this.stop();
    const day = this.days[Number(track.value)];
    const last = track.classList.contains("last");
    this.one(`.exact.${last ? "last" : "first"}`).value = day;
    track.setAttribute("aria-valuetext", words(day));
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      this.move(day, last, this.gesture);
      this.gesture = false;
    }, 140);
  }

  pick(exact) {
    if (!exact.value || !exact.checkValidity()) return;
    this.stop();
    this.move(exact.value, exact.classList.contains("last"), false);
  }

  move(day, last, passing) {
    if (last) this.put(this.shown < day ? this.shown : day, day, passing);
    else this.put(day, this.until && (this.until > day ? this.until : day), passing);
  }

  span(wanted) {
    if (!wanted) { this.put(this.data.day, null); return; }
    const [year] = this.shown.split("-");
    this.put(`${year}-01-01`, `${year}-12-31`);
  }

  // The day before or after on which something changes, or at which a month or year begins.
  next(day, way) {
    const stride = this.one(".stride").value;
    const first = this.days[0], last = this.days[this.days.length - 1];
    if (stride === "change") {
      const { near } = this.data;
      return way > 0 ? near.find(one => one > day) : near.findLast(one => one < day);
    }
    let [year, month, date] = day.split("-").map(Number);
    const inside = date > 1 || (stride === "year" && month > 1);
    if (stride === "year") { year += way > 0 || !inside ? way : 0; month = 1; }
    else month += way > 0 || !inside ? way : 0;
    if (month < 1) { month = 12; year -= 1; }
    if (month > 12) { month = 1; year += 1; }
    const found = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
    return found < first || found > last ? undefined : found;
  }

  // A range goes along by its last day and keeps its length.
  step(way, passing = false) {
    const from = this.until ?? this.shown;
    const to = this.next(from, way);
    if (!to) return null;
    let day = to;
    if (this.until) {
      const moved = Date.parse(to) - Date.parse(from);
      day = new Date(Date.parse(this.shown) + moved).toISOString().slice(0, 10);
    }
    this.awaited = day;
    this.put(day, this.until && to, passing);
    this.shown = day; // so that a second step before the page is there goes on from it
    this.until = this.until && to;
    return day;
  }

  play() {
    this.playing = true;
    this.told();
    const ended = !this.next(this.until ?? this.shown, 1);
    if (this.data.day && !ended) { this.step(1); return; }
    const [first] = this.days;
    this.awaited = first;
    if (!this.put(first, null)) this.soon();
  }

  // The next step waits for the page: it never runs ahead of what is seen.
  soon() {
    clearTimeout(this.timer);
    const tick = () => {
      if (!this.playing) return;
      if (busy()) this.timer = setTimeout(tick, 60);
      else if (!this.step(1, true)) this.stop();
    };
    this.timer = setTimeout(tick, Number(this.one(".pace").value));
  }

  stop() {
    clearTimeout(this.timer);
    this.playing = false;
    if (this.data) this.told();
  }

  told() {
    const play = this.one(".play");
    play.setAttribute("aria-pressed", String(this.playing));
    const text = this.playing ? "Pause" : "Play";
    play.querySelector("span").textContent = text;
    play.setAttribute("aria-label", `${this.data.label}: ${text.toLowerCase()}`);
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".clocks");
  root.clocks ??= [...root.querySelectorAll(".clock")].map(element => new Clock(element));
  root.clocks.forEach((clock, place) => clock.show(data.clocks[place]));
  root.querySelector(".words").textContent = data.words;
  return () => root.clocks.forEach(clock => clearTimeout(clock.timer));
}
