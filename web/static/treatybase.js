// Everything here makes the pages quicker to use; each works without it. No string is written
// here: words stand in the page, where the catalogue put them.
"use strict";

const SKELETON_AFTER_MS = 300;
const SUGGEST_AFTER_MS = 120;
// Below the line of state and the margin of a heading that was jumped to.
const READING_LINE_PX = 110;

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const typing = (node) => node.closest("input, textarea, select, [contenteditable]");

/* ---- keys ---- */

const openDialog = (name) => {
  const dialog = document.getElementById(name);
  if (dialog && !dialog.open) dialog.showModal();
};

const keys = {
  "/": () => {
    const box = one("main [data-search]") || one("[data-search]");
    if (box) { box.focus(); box.select(); }
  },
  "?": () => openDialog("keys"),
  "g": () => openDialog("go"),
  "[": () => one("[rel=prev]")?.click(),
  "]": () => one("[rel=next]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && one(".drawer:target")) location.hash = "#text";
  if (typing(event.target) || one("dialog[open]")) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});

for (const button of all("[data-open]")) {
  button.hidden = false;
  button.addEventListener("click", () => openDialog(button.dataset.open));
}
document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

/* ---- go to an article ---- */

const goBox = one("[data-go]");
if (goBox) {
  const list = one("[data-go-list]");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const entries = all("#contents ol a").map((link) => ({ link, text: link.textContent.trim() }));
  const matching = (wanted) => {
    const number = new RegExp(`(^|[^\\p{L}\\p{N}])${wanted.replace(/[^\p{L}\p{N} ]/gu, "\\$&")}($|[^\\p{L}\\p{N}])`, "u");
    const found = entries.filter((entry) => fold(entry.text).includes(wanted));
    return [...found.filter((e) => number.test(fold(e.text))), ...found.filter((e) => !number.test(fold(e.text)))];
  };
  goBox.addEventListener("input", () => {
    const wanted = fold(goBox.value.trim());
    list.replaceChildren(...(wanted ? matching(wanted).slice(0, 9) : []).map((entry) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = entry.link.href;
      link.textContent = entry.text;
      item.append(link);
      return item;
    }));
  });
  goBox.form.addEventListener("submit", () => one("a", list)?.click());
  list.addEventListener("click", () => goBox.closest("dialog").close());
}

/* ---- where one is in the contents ---- */

const contents = new Map(all("#contents ol a[href*='#']").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
if (contents.size && "IntersectionObserver" in window) {
  const seen = new Set();
  const order = [...contents.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const show = () => {
    const current = order.filter((node) => seen.has(node)).pop();
    if (!current) return;
    for (const link of contents.values()) link.removeAttribute("aria-current");
    const link = contents.get(current.id);
    link.setAttribute("aria-current", "true");
    const box = one("#contents");
    const offset = link.offsetTop - box.clientHeight / 2;
    if (Math.abs(box.scrollTop - offset) > box.clientHeight / 3) box.scrollTop = offset;
  };
  const observer = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (change.isIntersecting) seen.add(change.target); else seen.delete(change.target);
    }
    show();
  }, { rootMargin: `0px 0px ${Math.min(READING_LINE_PX - innerHeight, 0)}px 0px` });
  for (const node of order) observer.observe(node);
}

/* ---- the state of what is read stays in sight ---- */

const kept = one("[data-kept]");
if (kept && "IntersectionObserver" in window) {
  const truth = one(".work-head .truth");
  // What is below counts as in sight: a jump from below to above would cross no border of the screen.
  const below = { rootMargin: "0px 0px 1000000px 0px" };
  new IntersectionObserver((changes) => { kept.hidden = changes.at(-1).isIntersecting; }, below).observe(truth);
}

/* ---- a day beside its field, in the order that all can read ---- */

const tellDay = (field) => { one("label > .iso", field.form).textContent = field.value; };
document.addEventListener("input", ({ target }) => { if (target.matches("[type=date]")) tellDay(target); });

/* ---- the timeline: a click on a day asks for the law of that day ---- */

for (const line of all("[data-timeline]")) {
  const field = one("[name=as_of]", line.closest("figure"));
  const day = (event) => {
    const box = line.getBoundingClientRect();
    const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    const along = document.documentElement.dir === "rtl" ? 1 - share : share;
    const [first, last] = [Date.parse(line.dataset.first), Date.parse(line.dataset.last)];
    return new Date(first + along * (last - first)).toISOString().slice(0, 10);
  };
  const choose = (event) => { field.value = day(event); tellDay(field); };
  line.addEventListener("pointermove", (event) => { if (event.buttons) choose(event); });
  line.addEventListener("pointerup", (event) => { choose(event); field.form.requestSubmit(); });
}

/* ---- the history of the provision that was chosen by its number ---- */

const pastLink = one("[data-history]");
const choosePast = () => {
  const eid = decodeURIComponent(location.hash.slice(1));
  const node = eid && document.getElementById(eid);
  if (!node || !node.closest("#text") || node.id === "text") return;
  const url = new URL(one("a", pastLink).href);
  url.searchParams.set("at", eid);
  one("a", pastLink).href = url;
  pastLink.hidden = new URLSearchParams(location.search).get("at") === eid;
};
if (pastLink) {
  choosePast();
  addEventListener("hashchange", choosePast);
}

/* ---- results in place ---- */

const results = one("#results");
let asking = null;

const replaceResults = async (url, push) => {
  asking?.abort();
  asking = new AbortController();
  const waiting = setTimeout(() => { results.classList.add("waiting"); results.setAttribute("aria-busy", "true"); }, SKELETON_AFTER_MS);
  try {
    const answer = await fetch(url, { signal: asking.signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = one("#results", page);
    if (!fresh) { location.assign(url); return; }
    results.replaceChildren(...fresh.childNodes);
    replaceForm(one("form.search", page));
    document.title = page.title;
    if (push) history.pushState({ results: true }, "", url);
    wireForm();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  } finally {
    clearTimeout(waiting);
    results.classList.remove("waiting");
    results.setAttribute("aria-busy", "false");
  }
};

// Today's date is told in the form, but not kept in the address: tomorrow the link means tomorrow.
const forgetToday = (formData, today) => {
  const days = formData.getAll("as_of");
  formData.delete("as_of");
  const asked = days.filter((day) => day && day !== today).pop();
  if (asked) formData.append("as_of", asked);
};

// The form as answered, where the one who types goes on typing.
const replaceForm = (fresh) => {
  const form = one("form.search");
  if (!form || !fresh) return;
  const active = form.contains(document.activeElement) ? document.activeElement : null;
  form.replaceWith(fresh);
  const twin = active?.name && one(`[name="${active.name}"][type="${active.type}"], select[name="${active.name}"]`, fresh);
  if (!twin) return;
  if (active.matches("[data-search]")) twin.value = active.value;
  twin.focus();
};

const wireForm = () => {
  const form = one("form[data-live]");
  if (!form) return;
  wireSuggestions(one("[data-suggest]", form));
  form.addEventListener("formdata", ({ formData }) => forgetToday(formData, one("[data-today]", form).dataset.today));
  if (!results) return;
  const ask = () => {
    if (!form.checkValidity()) return;
    const data = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    replaceResults(`${form.action}?${data}`, true);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  one("[data-today]", form).addEventListener("change", () => { one("[type=checkbox][name=as_of]", form).checked = false; });
  for (const field of all("select, [type=checkbox], [type=date]", form)) field.addEventListener("change", ask);
};

if (results) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".facets ul a, .understood a.part, .pages a, .nothing a, a.again");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    replaceResults(link.href, true).then(() => { if (link.rel) { scrollTo(0, 0); } });
  });
  addEventListener("popstate", (event) => { if (event.state?.results || !location.hash) replaceResults(location.href, false); });
}

/* ---- suggestions ---- */

const wireSuggestions = (box) => {
  if (!box) return;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.closest(".box").after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", "suggestions"], ["aria-autocomplete", "list"], ["aria-expanded", "false"]]) box.setAttribute(name, value);
  let timer = 0;
  let current = -1;
  const close = () => { list.hidden = true; current = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
  const choose = (index) => {
    const items = all("li", list);
    current = (index + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === current)));
    box.setAttribute("aria-activedescendant", items[current].id);
  };
  const take = (item) => { box.value = item.textContent; close(); box.form.requestSubmit(); };
  const load = async () => {
    const typed = box.value.trim();
    if (typed.length < 2) return close();
    const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ start: typed })}`).catch(() => null);
    if (!answer?.ok || box.value.trim() !== typed || document.activeElement !== box) return close();
    const found = [...new Set(((await answer.json()).suggestions ?? []).map((item) => item.text ?? item))].slice(0, 8);
    const shown = list.hidden ? [] : all("li", list).map((item) => item.textContent);
    if (found.length && found.join("\n") === shown.join("\n")) return; // the same again: what was chosen stays chosen
    list.replaceChildren(...found.map((text, place) => {
      const item = document.createElement("li");
      item.id = `suggestion-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = text;
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    current = -1;
  };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(load, SUGGEST_AFTER_MS); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(current + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(current < 0 ? -1 : current - 1); }
    if (event.key === "Escape") { event.preventDefault(); close(); }
    if (event.key === "Enter" && current >= 0) { event.preventDefault(); take(all("li", list)[current]); }
  });
};

wireForm();
