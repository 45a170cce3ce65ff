const root = document.documentElement;
root.classList.add("js");
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const packed = document.getElementById("specs");
const specs = packed.dataset.form === "gzip" ? await unpacked(packed.textContent) : read("specs");
const configs = read("theme-configs");
const views = new Map();

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

// --- light and dark -----------------------------------------------------------
const wantsDark = matchMedia("(prefers-color-scheme: dark)");
const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : wantsDark.matches);
const button = document.getElementById("theme");

function kept(value) {
  try {
    if (value === undefined) return localStorage.getItem("steelyard-theme");
    localStorage.setItem("steelyard-theme", value);
  } catch { /* a page opened from disk may have no storage */ }
  return null;
}

function themed() {
  button.textContent = dark() ? "Light" : "Dark";
  button.setAttribute("aria-label", `Change to ${dark() ? "light" : "dark"} colours`);
  for (const place of views.keys()) draw(place);
}

// --- charts -------------------------------------------------------------------
async function draw(place) {
  const id = place.dataset.chart;
  views.get(place)?.finalize();
  place.hidden = false;
  const options = { ast: true, actions: false, renderer: "svg", config: configs[dark() ? "dark" : "light"] };
  try {
    const shown = await window.vegaEmbed(place, structuredClone(specs[id]), options);
    views.set(place, shown);
    place.parentElement.querySelector(".drawn")?.setAttribute("hidden", "");
    place.dataset.done = "true";
    place.dispatchEvent(new CustomEvent("steelyard:drawn", { bubbles: true, detail: shown.view }));
  } catch (error) {
    place.hidden = true;
    console.error(`chart ${id}:`, error);
  }
}

const near = new IntersectionObserver((found) => {
  for (const item of found) {
    const place = item.target.querySelector("[data-chart]");
    if (item.isIntersecting && !views.has(place)) {
      views.set(place, undefined);
      near.unobserve(item.target);
      draw(place);
    }
  }
}, { rootMargin: "600px" });

// a page that changes part of itself says so, and brings its new charts
addEventListener("steelyard:changed", ({ detail }) => {
  for (const place of [...views.keys()]) {
    if (place.isConnected) continue;
    views.get(place)?.finalize();
    views.delete(place);
  }
  Object.assign(specs, detail.specs);
  for (const plate of detail.place.querySelectorAll(".plate")) near.observe(plate);
});
// --- a chart as a file --------------------------------------------------------
function hand(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function rowsOf(spec, named = {}, found = []) {
  const known = { ...named, ...spec.datasets };
  const values = known[spec.data?.name] ?? spec.data?.values;
  if (Array.isArray(values) && values.length && !found.includes(values)) found.push(values);
  for (const part of [...(spec.layer ?? []), ...(spec.hconcat ?? []), ...(spec.vconcat ?? [])]) rowsOf(part, known, found);
  return found;
}

function csvOf(spec) {
  const parts = rowsOf(spec);
  const rows = parts.length === 1 ? parts[0] : parts.flatMap((part, i) => part.map((row) => ({ layer: i + 1, ...row })));
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const cell = (v) => {
    const text = typeof v === "string" && /^[=+\-@\t\r]/.test(v) ? `'${v}` : String(v ?? "");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows.map((row) => columns.map((c) => row[c]))].map((line) => line.map(cell).join(",") + "\n").join("");
}

async function save(id, form) {
  if (form === "csv") return hand(`${id}.csv`, csvOf(specs[id]), "text/csv");
  const spec = JSON.parse(JSON.stringify(specs[id]).replaceAll('"container"', "640"));
  const config = { ...configs.light, background: "#ffffff" };
  const shown = await window.vegaEmbed(document.createElement("div"), spec, { ast: true, actions: false, renderer: "svg", config });
  if (form === "svg") hand(`${id}.svg`, await shown.view.toSVG(), "image/svg+xml");
  else (await shown.view.toCanvas(2)).toBlob((image) => hand(`${id}.png`, image));
  shown.finalize();
  return null;
}

for (const plate of document.querySelectorAll(".plate")) {
  const id = plate.querySelector("[data-chart]").dataset.chart;
  const group = document.createElement("div");
  group.className = "save";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Save this chart");
  group.append("Save as ");
  for (const form of ["svg", "png", "csv"]) {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = form.toUpperCase();
    one.addEventListener("click", () => save(id, form).catch((error) => console.error(`chart ${id}:`, error)));
    group.append(one);
  }
  plate.querySelector("figcaption").append(group);
}

// --- tables that can be searched ----------------------------------------------
const FIRST = 25; // rows shown until a reader asks for all
const opened = new Set();

function filter(form) {
  const id = form.dataset.filters;
  const rows = document.getElementById(id).tBodies[0].rows;
  const words = form.querySelector("input[type=search]").value.toLowerCase().split(/\s+/).filter(Boolean);
  const picks = [...form.querySelectorAll("select")].filter((s) => s.value).map((s) => [s.dataset.column, s.value]);
  const most = opened.has(id) ? rows.length : FIRST;
  let fits = 0;
  for (const row of rows) {
    if (words.length) texts.has(row) || texts.set(row, row.textContent.toLowerCase());
    const fit = words.every((w) => texts.get(row).includes(w)) && picks.every(([c, v]) => row.dataset[c] === v);
    if (fit) fits += 1;
    row.hidden = !fit || fits > most;
  }
  const shown = Math.min(fits, most);
  const of = fits === rows.length ? `${fits}` : `${fits} that fit, ${rows.length} in all`;
  form.querySelector("output").textContent = fits ? `${shown} of ${of}` : `none of ${rows.length} fits`;
  const all = form.querySelector("[data-all-of]");
  all.hidden = fits <= shown;
  all.textContent = `Show all ${fits}`;
}
const texts = new WeakMap();

for (const form of document.querySelectorAll("form[data-filters]")) {
  form.hidden = false;
  form.addEventListener("input", () => filter(form));
  form.addEventListener("reset", () => setTimeout(() => filter(form)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-all-of]").addEventListener("click", () => {
    opened.add(form.dataset.filters);
    filter(form);
    form.querySelector("input[type=search]").focus();
  });
  filter(form);
}

// --- the law as of a date --------------------------------------------------------
function asOf() {
  const day = document.querySelector("input[name=law-day]:checked")?.value;
  for (const table of document.querySelectorAll(".asof")) table.hidden = table.dataset.day !== day;
}
for (const choice of document.querySelectorAll("input[name=law-day]")) choice.addEventListener("change", asOf);
asOf();

// --- traces: named and closable once they open; there are too many to say it in each
document.addEventListener("beforetoggle", (event) => {
  const trace = event.target;
  if (event.newState !== "open" || !trace.matches(".trace") || trace.hasAttribute("role")) return;
  const title = trace.querySelector("strong");
  title.id = `h-${trace.id}`;
  trace.setAttribute("role", "dialog");
  trace.setAttribute("aria-labelledby", title.id);
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "close noprint", textContent: "×", autofocus: true });
  Object.assign(close, { popoverTargetElement: trace, popoverTargetAction: "hide" });
  close.setAttribute("aria-label", "Close");
  trace.querySelector(".tracehead").append(close);
}, true);

// --- links inside the page ----------------------------------------------------
function reveal(id) {
  const target = id && document.getElementById(id);
  if (!target) return;
  const form = document.querySelector(`form[data-filters="${target.closest("table")?.id}"]`);
  if (target.hidden && form) {
    opened.add(form.dataset.filters);
    form.querySelectorAll("input, select").forEach((field) => { field.value = ""; });
    filter(form);
  }
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  target.scrollIntoView();
  if (target.tabIndex === -1) target.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  link.closest("[popover]")?.hidePopover();
  setTimeout(() => reveal(decodeURIComponent(link.hash.slice(1))));
});
addEventListener("hashchange", () => reveal(decodeURIComponent(location.hash.slice(1))));

// --- start --------------------------------------------------------------------
const chosen = kept();
if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
button.hidden = false;
button.addEventListener("click", () => {
  root.dataset.theme = dark() ? "light" : "dark";
  kept(root.dataset.theme);
  themed();
});
wantsDark.addEventListener("change", themed);
themed();
for (const plate of document.querySelectorAll(".plate")) near.observe(plate);
reveal(decodeURIComponent(location.hash.slice(1)));
