// Search without leaving the page: a changed filter loads the results' fragment, and the address, the title, the focus
// and one spoken count follow. When anything fails, the plain address is opened instead.

const REGION = "#ket-qua-vung";
const SHEET = "#bo-loc";
const BUTTON = ".facet-submit";
const PAUSE = 300; // milliseconds without a key
const form = document.getElementById("search-form");
const region = () => document.querySelector(REGION);
const path = () => new URL(form.action).pathname;

let underWay = new AbortController();
let typing;
let shown = location.search.slice(1);

// The form's fields as a query, without those that say nothing, and from the first page on.
function query() {
  const kept = [...new FormData(form)].filter(([name, value]) => value !== "" && name !== "page");
  return new URLSearchParams(kept).toString();
}

function address(search) {
  return search ? `${path()}?${search}` : path();
}

async function fetchRegion(search) {
  underWay.abort();
  underWay = new AbortController();
  const fragment = region().dataset.fragment.split("?")[0];
  const answer = await fetch(search ? `${fragment}?${search}` : fragment, {
    headers: { "HX-Request": "true" },
    signal: underWay.signal,
  });
  if (!answer.ok || answer.redirected) throw new Error(`fragment: ${answer.status}`);
  return answer.text();
}

// Puts the new region in place; the control that was used, and the open sheet with its scroll, stay as they were.
function replace(html) {
  const focused = document.activeElement?.id;
  const scrolled = document.querySelector(SHEET)?.scrollTop ?? 0;
  const folds = [...region().querySelectorAll("details[open][id]")].map((fold) => fold.id);
  window.htmx.swap(REGION, html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  for (const id of folds) document.getElementById(id)?.setAttribute("open", "");
  markSheet();
  const sheet = document.querySelector(SHEET);
  if (sheet) sheet.scrollTop = scrolled;
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function tell() {
  const { title, announce } = region().dataset;
  if (title) document.title = title;
  const heading = document.getElementById("h1-count");
  if (heading && announce) heading.textContent = announce;
  const live = document.getElementById("live");
  if (live && announce) live.textContent = announce;
}

// True when the answer came and is still the one wanted.
async function show(search, push) {
  clearTimeout(typing);
  region().setAttribute("aria-busy", "true");
  try {
    replace(await fetchRegion(search));
  } catch (error) {
    if (error.name === "AbortError") return false;
    location.assign(address(search));
    return false;
  }
  shown = search;
  if (push) history.pushState(null, "", address(search) + location.hash);
  tell();
  return true;
}

// While an amount is being typed only the button's count follows; the list changes when it is typed.
async function recount() {
  try {
    const answer = new DOMParser().parseFromString(await fetchRegion(query()), "text/html");
    const [old, fresh] = [document, answer].map((one) => one.querySelector(BUTTON));
    const [button, counted] = [old, fresh].map((one) => one?.querySelector(":scope > .btn"));
    if (button && counted) button.textContent = counted.textContent;
    else old?.replaceChildren(...(fresh?.childNodes ?? []));
  } catch {
    // the change that follows asks again
  }
}

function onInput(event) {
  if (event.target.form !== form || event.target.type !== "text") return;
  clearTimeout(typing);
  typing = setTimeout(recount, PAUSE);
}

function sheetIsOpen() {
  return location.hash === SHEET;
}

// A replaced sheet is no longer the address's :target; the class keeps it open.
function markSheet() {
  document.querySelector(SHEET)?.classList.toggle("is-open", sheetIsOpen());
}

function closeSheet() {
  location.replace("#ket-qua");
  markSheet();
  document.getElementById("mo-bo-loc")?.focus();
}

// Where the change comes of pressing the button, the button's own click says the same, and must find it in its place.
function onChange(event) {
  const pressed = event.target.type === "text" && document.querySelector(`${BUTTON} .btn:active`);
  if (event.target.form === form && event.target.id !== "search-q" && !pressed) show(query(), true);
}

async function onSubmit(event) {
  event.preventDefault();
  const done = await show(query(), true);
  if (done && sheetIsOpen()) closeSheet();
}

// Chips, tabs and page numbers are links with full addresses: the same region, another query.
async function onClick(event) {
  const link = event.target.closest?.(`${REGION} :is(.chosen, .pages, .tabs, .empty, .spelling) a`);
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname !== path()) return;
  event.preventDefault();
  const turning = link.closest(".pages");
  if (!(await show(url.search.slice(1), true))) return;
  const heading = document.getElementById("ket-qua");
  heading?.focus({ preventScroll: true });
  if (turning) heading?.scrollIntoView();
}

// Back and forward: the address is the truth. A step that only opens or closes the sheet loads nothing.
function onBack() {
  markSheet();
  const search = location.search.slice(1);
  if (search === shown) return;
  form.elements.q.value = new URLSearchParams(search).get("q") ?? "";
  show(search, false);
}

function onKey(event) {
  if (event.key === "Escape" && sheetIsOpen()) closeSheet();
}

if (form && region()) {
  document.addEventListener("change", onChange);
  document.addEventListener("input", onInput);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  form.addEventListener("submit", onSubmit);
  window.addEventListener("popstate", onBack);
  window.addEventListener("hashchange", markSheet);
}
