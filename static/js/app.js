// What every page does beyond HTML: focus on errors, one effect per click, drafts that save themselves, texts that are
// counted, menus that close.
// Each works on what is there; without this file every form and menu still does its work.

const SAVE_AFTER = 3000; // ms after the last change
const RETRY_AFTER = 15000; // ms after a failed save
const GUARD_FOR = 20000; // ms a form stays locked without an answer

const words = document.body.dataset;

function focusErrors() {
  document.querySelector("[data-error-summary]")?.focus();
}

// A second click while a form is under way does nothing; the button says so. The guard is lifted when the page comes
// back from the browser's own cache, or when no answer came for long: the nonce keeps a second try from a second effect.
function guardSubmits() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    const button = event.submitter;
    if (button?.classList.contains("btn")) {
      button.classList.add("is-sending");
      button.setAttribute("aria-disabled", "true");
      announce(words.sending);
    }
    setTimeout(liftGuards, GUARD_FOR);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) liftGuards();
  });
}

function liftGuards() {
  for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
  for (const button of document.querySelectorAll(".is-sending")) {
    button.classList.remove("is-sending");
    button.removeAttribute("aria-disabled");
  }
}

function announce(text) {
  const live = document.getElementById("live");
  if (live && text) live.textContent = text;
}

function clockTime() {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

function showDraftState(form, text, failed) {
  for (const place of form.querySelectorAll("[data-draft-status]")) {
    place.textContent = text;
    place.classList.toggle("is-bad", failed);
  }
}

// The page was opened by somebody who is signed out by now: pressing Save asks to sign in, and keeps what was typed.
class SignedOut extends Error {}

// Answers when the draft was saved, as hh:mm. The nonce belongs to the real submit and is not spent here.
async function saveDraft(form) {
  const data = new FormData(form);
  data.delete("form_nonce");
  for (const [name, value] of [...data]) {
    if (value instanceof File) data.delete(name);
  }
  for (const secret of form.querySelectorAll("input[type=password]")) data.delete(secret.name);
  const answer = await fetch(form.dataset.draftUrl, {
    method: "POST",
    body: new URLSearchParams(data),
    headers: { "X-Requested-With": "draft" },
    redirect: "manual",
  });
  if (answer.type === "opaqueredirect" || answer.status === 400) throw new SignedOut();
  if (!answer.ok) throw new Error(String(answer.status));
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  return (isJson && (await answer.json()).saved_at) || clockTime();
}

function watchDraft(form) {
  let timer = 0;
  let saving = false;
  let changed = false;

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  async function save() {
    if (saving || form.dataset.sending) return;
    saving = true;
    changed = false;
    try {
      const time = await saveDraft(form);
      showDraftState(form, words.draftSaved.replace("{time}", time), false);
    } catch (error) {
      changed = !(error instanceof SignedOut);
      showDraftState(form, changed ? words.draftFailed : words.draftSignedOut, true);
    }
    saving = false;
    if (changed) later(RETRY_AFTER);
  }

  const noticed = () => {
    changed = true;
    if (!saving) later(SAVE_AFTER);
  };
  form.addEventListener("input", noticed);
  form.addEventListener("change", noticed);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && changed && !saving) save();
  });
}

// How many characters several texts have together, as the server counts them.
function countCharacters(place) {
  const form = place.closest("form");
  const texts = place.dataset.charactersOf.split(" ").map((name) => form.elements[name]);
  const show = () => {
    const count = texts.reduce((sum, text) => sum + [...text.value.trim()].length, 0);
    place.textContent = place.dataset.words.replace("{count}", count);
    place.classList.toggle("is-bad", count > Number(place.dataset.most));
  };
  for (const text of texts) text.addEventListener("input", show);
  show();
  place.hidden = false;
}

// Menus are <details>: Escape and a click elsewhere close them too.
function closeMenus() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

// On phones the person's menu is one row that scrolls: what is current stands in view.
function showCurrent() {
  const current = document.querySelector(".desk-nav [aria-current]");
  const row = current?.closest("ul");
  if (row) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
}

focusErrors();
showCurrent();
guardSubmits();
closeMenus();
for (const form of document.querySelectorAll("form[data-draft-url]")) watchDraft(form);
for (const place of document.querySelectorAll("[data-characters-of]")) countCharacters(place);
