// The drawers of a narrow window work as menus do: the keyboard that opens one is in it, Escape closes it and gives the focus
// back, and so does a link that was followed.
(() => {
  "use strict";
  const boxes = document.querySelectorAll(".sidebar-toggle");

  const drawers = { __navigation: ".sidebar-drawer", __toc: ".toc-drawer" };
  document.addEventListener("change", ({ target }) => {
    if (!target.checked || !target.matches(".sidebar-toggle:focus-visible")) return;
    [...document.querySelectorAll(`${drawers[target.id]} a`)].find((link) => link.checkVisibility())?.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const box of boxes) {
      if (box.checked) box.focus();
      box.checked = false;
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest(".sidebar-drawer a, .toc-drawer a")) boxes.forEach((box) => (box.checked = false));
  });
})();
