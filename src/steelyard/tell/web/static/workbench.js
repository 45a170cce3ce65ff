const root = document.documentElement;

// --- light and dark: the server is told, so that the next page comes in the same ------
new MutationObserver(() => {
  const theme = root.dataset.theme;
  if (theme) document.cookie = `steelyard-theme=${theme}; path=/; max-age=31536000; SameSite=Strict`;
}).observe(root, { attributes: true, attributeFilter: ["data-theme"] });

// --- a link that shows what is seen here ---------------------------------------------
function copyable(place) {
  for (const button of place.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const told = button.parentElement.querySelector("[data-copied]");
      try {
        await navigator.clipboard.writeText(location.href);
        told.textContent = "Copied";
      } catch {
        told.textContent = location.href;
      }
    });
  }
}
copyable(document);

// --- forms that show their answer at once, with the state in the address --------------
let asked = 0;

async function show(address) {
  const mine = ++asked;
  const place = document.querySelector("[data-swap]");
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const text = await answer.text();
    if (mine !== asked) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.querySelector("[data-swap]");
    if (!answer.ok || !fresh) {
      location.assign(address);
      return;
    }
    const grown = document.importNode(fresh, true);
    place.replaceWith(grown);
    const specs = JSON.parse(page.getElementById("specs").textContent);
    dispatchEvent(new CustomEvent("steelyard:changed", { detail: { place: grown, specs } }));
    copyable(grown);
    history.replaceState(null, "", address);
  } catch {
    location.assign(address);
  }
}

function addressOf(form) {
  const said = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (value !== "") said.append(key, value);
  const text = said.toString();
  return (form.getAttribute("action") || location.pathname) + (text ? `?${text}` : "");
}

for (const form of document.querySelectorAll("form[data-auto]")) {
  let waiting;
  const go = () => show(addressOf(form));
  form.addEventListener("input", (event) => {
    if (!form.checkValidity()) return;
    const output = event.target.parentElement.querySelector("output");
    if (output && event.target.type === "range") output.textContent = event.target.value;
    for (const name of (event.target.dataset.clears || "").split(" ").filter(Boolean)) form.elements[name].value = "";
    clearTimeout(waiting);
    waiting = setTimeout(go, event.target.matches("select,[type=checkbox]") ? 0 : 300);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    go();
  });
}

// --- a region dragged on a chart is a choice like any other --------------------------
addEventListener("steelyard:drawn", ({ target, detail: view }) => {
  const form = document.querySelector("form.lens");
  if (!form || target.dataset.chart !== "cloud") return;
  // the brush is for the mouse; the fields beside it do the same by keyboard
  for (const mark of target.querySelectorAll("[class*=region_brush]")) {
    mark.removeAttribute("role");
    mark.setAttribute("aria-hidden", "true");
  }
  let waiting;
  view.addDataListener("region_store", (_, rows) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const ends = rows[0]?.values?.[0];
      const [low, high] = ends ? [Math.min(...ends), Math.max(...ends)] : ["", ""];
      const text = (v) => (v === "" ? "" : String(Number(v.toPrecision(4))));
      if (form.elements.low.value === text(low) && form.elements.high.value === text(high)) return;
      form.elements.low.value = text(low);
      form.elements.high.value = text(high);
      show(addressOf(form));
    }, 400);
  });
});

// --- filters of the dossier's own tables stand in the address, too --------------------
for (const form of document.querySelectorAll("form[data-filters]")) {
  const fields = [...form.querySelectorAll("input[type=search], select")];
  const key = (field) => `${form.dataset.filters}.${field.dataset.column || "q"}`;
  const said = new URLSearchParams(location.search);
  let any = false;
  for (const field of fields) {
    const value = said.get(key(field));
    if (value !== null) { field.value = value; any = true; }
  }
  if (any) form.dispatchEvent(new Event("input"));
  const keep = () => {
    const now = new URLSearchParams(location.search);
    for (const field of fields) field.value ? now.set(key(field), field.value) : now.delete(key(field));
    const text = now.toString();
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
  };
  form.addEventListener("input", keep);
  form.addEventListener("reset", () => setTimeout(keep));
}
for (const choice of document.querySelectorAll("input[name=law-day]")) {
  const said = new URLSearchParams(location.search);
  if (said.get("law-day") === choice.value) { choice.checked = true; choice.dispatchEvent(new Event("change")); }
  choice.addEventListener("change", () => {
    const now = new URLSearchParams(location.search);
    now.set("law-day", choice.value);
    history.replaceState(null, "", `${location.pathname}?${now}${location.hash}`);
  });
}

// --- a job, watched live ----------------------------------------------------------------
const WORDS = { queued: "waiting", running: "running" };
const watched = document.querySelector("[data-job]");
if (watched) {
  const find = (name) => watched.querySelector(`[data-${name}]`);
  const bar = find("bar");
  let quarter = -1;
  const stream = new EventSource(watched.dataset.job);
  stream.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    if (!(told.state in WORDS)) {
      stream.close();
      location.reload();
      return;
    }
    find("state").textContent = WORDS[told.state];
    find("step").textContent = told.state === "queued" ? `${told.ahead} before it` : told.step.replaceAll("_", " ");
    find("clock").textContent = `${Math.round(told.seconds)} s`;
    find("note").textContent = told.note;
    find("count").textContent = told.of > 1 ? `${told.done} of ${told.of}` : "";
    if (told.of > 1) {
      bar.max = told.of;
      bar.value = told.done;
      const part = Math.floor((4 * told.done) / told.of);
      if (part !== quarter) find("said").textContent = `${told.step}: ${25 * part} per cent`;
      quarter = part;
    } else bar.removeAttribute("value");
  });
  addEventListener("pagehide", () => stream.close());
}

// --- a file that is being made ------------------------------------------------------------
const awaited = document.querySelector("[data-poll]");
if (awaited) {
  const ask = async () => {
    try {
      const answer = await fetch(awaited.dataset.poll);
      if (!answer.ok || (await answer.json()).done) {
        awaited.max = awaited.value = 1;
        location.assign(awaited.dataset.then);
        return;
      }
    } catch { /* ask again */ }
    setTimeout(ask, 700);
  };
  ask();
}

// --- a table of any length: only the rows in sight are there --------------------------
const ROW = 30; // pixels; the style sheet keeps rows this high
for (const box of document.querySelectorAll("[data-rows]")) {
  const table = box.querySelector("table");
  const body = table.tBodies[0];
  const total = Number(box.dataset.total);
  const size = Number(box.dataset.of);
  const first = Number(box.dataset.from);
  const numeric = [...table.tHead.rows[0].cells].map((cell) => cell.classList.contains("num"));
  const kept = new Map();
  const pending = new Set();
  const told = document.querySelector("[data-shown]");
  const head = document.createElement("tbody");
  const tail = document.createElement("tbody");
  const spacer = (part) => {
    part.setAttribute("aria-hidden", "true");
    const cell = part.insertRow().insertCell();
    cell.colSpan = numeric.length;
    return cell;
  };
  const above = spacer(head);
  const below = spacer(tail);
  table.insertBefore(head, body);
  table.append(tail);
  box.classList.add("virtual");
  document.querySelector("nav.pages")?.setAttribute("hidden", "");

  const load = async (chunk) => {
    if (kept.has(chunk) || pending.has(chunk)) return;
    pending.add(chunk);
    const mark = box.dataset.rows.endsWith("?") ? "" : "&";
    try {
      const answer = await fetch(`${box.dataset.rows}${mark}from=${chunk * size}&n=${size}`);
      if (answer.ok) kept.set(chunk, (await answer.json()).rows);
    } catch { /* the next scroll asks again */ }
    pending.delete(chunk);
    draw();
  };

  let drawn = "";
  const draw = () => {
    const top = Math.max(0, Math.floor(box.scrollTop / ROW) - 15);
    const end = Math.min(total, top + Math.ceil(box.clientHeight / ROW) + 30);
    const ready = [];
    for (let c = Math.floor(top / size); c <= Math.floor(Math.max(top, end - 1) / size); c += 1) {
      if (kept.has(c)) ready.push(c);
      else load(c);
    }
    const mark = `${top}-${end}-${ready}`;
    if (mark === drawn) return;
    drawn = mark;
    const rows = document.createDocumentFragment();
    for (let i = top; i < end; i += 1) {
      const cells = kept.get(Math.floor(i / size))?.[i % size];
      const row = document.createElement("tr");
      row.setAttribute("aria-rowindex", String(i + 2));
      const number = row.insertCell();
      number.className = "no";
      number.textContent = String(i + 1);
      for (let k = 1; k < numeric.length; k += 1) {
        const cell = row.insertCell();
        if (numeric[k]) cell.className = "num";
        cell.textContent = cells ? cells[k - 1] : "…";
        cell.title = cells && cells[k - 1].length > 40 ? cells[k - 1] : "";
      }
      rows.append(row);
    }
    body.replaceChildren(rows);
    above.style.height = `${top * ROW}px`;
    below.style.height = `${(total - end) * ROW}px`;
    head.hidden = top === 0;
    tail.hidden = end === total;
  };
  let waiting;
  box.addEventListener("scroll", () => {
    requestAnimationFrame(draw);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const at = Math.min(total - 1, Math.round(box.scrollTop / ROW));
      const seen = Math.min(total, at + Math.floor(box.clientHeight / ROW) - 1);
      told.textContent = `Rows ${(at + 1).toLocaleString("en")} to ${seen.toLocaleString("en")} of ${total.toLocaleString("en")}.`;
      const now = new URLSearchParams(location.search);
      at ? now.set("from", String(at)) : now.delete("from");
      const text = now.toString();
      history.replaceState(null, "", location.pathname + (text ? `?${text}` : ""));
    }, 250);
  }, { passive: true });
  addEventListener("resize", draw);
  if (first % size === 0) {
    kept.set(first / size, [...body.rows].map((row) => [...row.cells].slice(1).map((c) => c.textContent)));
  }
  draw();
  if (first) box.scrollTop = first * ROW;
}
