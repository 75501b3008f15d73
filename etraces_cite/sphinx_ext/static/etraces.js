// Shows the evidence of a figure beside it. Without this script the same link leads to the same words at the end of the page.
(() => {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return;

  const section = document.querySelector(".etraces-evidence-section");
  if (!section) return;

  // Each figure shows its own evidence: the list of them all is folded, but for a reader whom an address sends there.
  const list = section.querySelector(".etraces-evidences");
  const fold = document.createElement("details");
  fold.className = "etraces-evidence-fold";
  fold.append(document.createElement("summary"));
  fold.firstElementChild.textContent = section.dataset.list;
  list.replaceWith(fold);
  fold.append(list);
  fold.open = !!location.hash && section.querySelector(":target") !== null;

  const sheet = document.createElement("div");
  sheet.className = "etraces-popover";
  sheet.popover = "auto"; // the browser closes it: Escape, or a tap elsewhere
  sheet.tabIndex = -1;
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-labelledby", "etraces-popover-head");
  document.body.append(sheet);
  let figure = null;

  const closeButton = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "etraces-popover-close";
    button.textContent = "×";
    button.setAttribute("aria-label", section.dataset.close);
    button.addEventListener("click", () => sheet.hidePopover());
    return button;
  };

  const show = (link, item) => {
    const shown = [...item.children].filter((child) => !child.matches(".etraces-evidence-back"));
    sheet.replaceChildren(...shown.map((child) => child.cloneNode(true)), closeButton());
    sheet.firstElementChild.id = "etraces-popover-head";
    figure = link;
    figure.style.setProperty("anchor-name", "--etraces-figure");
    figure.focus({ preventScroll: true }); // where the focus goes back to; a tap gives it none in some browsers
    sheet.showPopover({ source: figure });
    sheet.focus({ preventScroll: true });
    sheet.scrollTop = 0;
  };

  sheet.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && figure) figure.style.removeProperty("anchor-name");
  });

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.etraces-figure");
    const item = link && document.getElementById(link.hash.slice(1));
    if (!item) return;
    event.preventDefault();
    if (sheet.matches(":popover-open")) sheet.hidePopover();
    show(link, item);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const back = document.querySelector(".etraces-evidence:target .etraces-evidence-back a");
    if (sheet.matches(":popover-open")) sheet.hidePopover(); // Sphinx's own listener keeps the key from the browser
    else if (back) back.click();
  });
})();
