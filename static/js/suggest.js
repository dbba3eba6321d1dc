// Suggestions under the search box while somebody types: a combobox with a listbox (ARIA 1.2). The box keeps the focus;
// one option at most is active. Silent while an input method composes. Without this file the box searches all the same.

const WAIT = 120; // ms after the last key

const input = document.getElementById("search-q");
const place = document.createElement("div");

let timer = 0;
let underWay = new AbortController();
let composing = false;
let active = null;

const options = () => [...place.querySelectorAll("[role=option]")];
const isOpen = () => !place.hidden;

function announce(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

function activate(option) {
  active?.setAttribute("aria-selected", "false");
  active = option;
  if (option) {
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function forget() {
  clearTimeout(timer);
  underWay.abort();
}

function close() {
  forget();
  if (isOpen()) announce("");
  activate(null);
  place.hidden = true;
  place.replaceChildren();
  input.setAttribute("aria-expanded", "false");
}

function open(html) {
  activate(null);
  place.innerHTML = html;
  if (!options().length) return close();
  place.hidden = false;
  place.scrollTop = 0;
  input.setAttribute("aria-expanded", "true");
  announce(place.querySelector("[role=listbox]").dataset.announce);
}

// Where the page shows one kind alone, that kind is suggested.
function address(typed) {
  const url = new URL(input.dataset.suggest, location);
  const kinds = new FormData(input.form).getAll("kind");
  if (kinds.length === 1) url.searchParams.set("kind", kinds[0]);
  url.searchParams.set("q", typed);
  return url;
}

async function load() {
  forget();
  const typed = input.value.trim();
  if (!typed) return close();
  underWay = new AbortController();
  const { signal } = underWay;
  try {
    const answer = await fetch(address(typed), { signal });
    const html = answer.ok && !answer.redirected ? await answer.text() : "";
    if (!signal.aborted) open(html);
  } catch {
    if (!signal.aborted) close();
  }
}

function later() {
  forget();
  timer = setTimeout(load, WAIT);
}

// From the last option back to the box, where none is active, and from there to the first.
function move(step) {
  const all = [null, ...options()];
  activate(all.at((all.indexOf(active) + step) % all.length));
}

const KEYS = {
  ArrowDown: () => (isOpen() ? move(1) : load()),
  ArrowUp: () => (isOpen() ? move(-1) : load()),
  Home: () => activate(options()[0]),
  End: () => activate(options().at(-1)),
  Enter: () => active.click(),
  Escape: close,
};

// Where no option is active, Home and End move the caret and Enter searches, as in any box.
function isOurs(key) {
  if (key === "Escape") return isOpen();
  return key === "ArrowDown" || key === "ArrowUp" || (active !== null && key in KEYS);
}

function onKey(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key === "Tab") close();
  if (!isOurs(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  KEYS[event.key]();
}

// A past search is asked again in this form, so that its filters stay; the others are links.
function onChoice(event) {
  const option = event.target.closest("[role=option]");
  if (!option || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { text } = option.dataset;
  if (text !== undefined) {
    event.preventDefault();
    input.value = text;
    input.form.requestSubmit();
  }
  close();
}

function start() {
  place.className = "suggestions";
  place.hidden = true;
  input.form.append(place);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "search-options");
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("input", (event) => !composing && !event.isComposing && later());
  input.addEventListener("compositionstart", () => {
    composing = true;
    close();
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  window.addEventListener("pagehide", close);
  place.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  place.addEventListener("click", onChoice);
}

if (input?.dataset.suggest) start();
