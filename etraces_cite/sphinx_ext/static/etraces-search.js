// The page of the results: asks Pagefind, whose index lies on this site, and prints what it finds as a plain list.

const form = document.getElementById("etraces-search");
const field = form.elements.q;
const count = document.getElementById("etraces-search-count");
const list = document.getElementById("etraces-search-results");
const MOST = 30;
let latest = 0;

const pagefind = import(new URL(form.dataset.address, document.baseURI));

function message(name, values) {
  return form.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

// An elision is no part of the word: « l’amende » looks for « amende ». Apostrophes and hyphens part words, as in the index.
function plain(words) {
  return words
    .replace(/(^|\s)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\S)/giu, "$1")
    .replace(/['’‐‑-]/g, " ")
    .trim();
}

function entry(page) {
  const item = document.createElement("li");
  item.append(link(page.url, page.meta.title));
  const parts = page.sub_results.filter((part) => part.url !== page.url).slice(0, 3);
  if (parts.length) {
    const inner = document.createElement("ul");
    for (const part of parts) {
      const line = document.createElement("li");
      line.append(link(part.url, part.title), excerpt(part.excerpt));
      inner.append(line);
    }
    item.append(inner);
  } else {
    item.append(excerpt(page.excerpt));
  }
  return item;
}

function link(address, title) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = title.replace(/¶$/, "").replaceAll("’ ", "’");
  return made;
}

function excerpt(markup) {
  const made = document.createElement("p");
  made.innerHTML = markup.replaceAll("’ ", "’"); // Pagefind has escaped all but its own <mark>
  return made;
}

async function search() {
  const words = field.value.trim();
  const mine = ++latest;
  history.replaceState(null, "", words ? `?q=${encodeURIComponent(words)}` : location.pathname);
  if (!words) {
    list.replaceChildren();
    count.textContent = "";
    return;
  }
  try {
    const found = await (await pagefind).debouncedSearch(plain(words), {}, 200);
    if (!found || mine !== latest) return;
    const pages = await Promise.all(found.results.slice(0, MOST).map((result) => result.data()));
    if (mine !== latest) return;
    list.replaceChildren(...pages.map(entry));
    const number = found.results.length;
    count.textContent = message(number > 1 ? "many" : number ? "one" : "none", { count: number, words });
  } catch {
    count.textContent = message("failed", {});
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
field.addEventListener("input", search);
field.value = new URLSearchParams(location.search).get("q") ?? "";
search();
