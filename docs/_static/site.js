// The drawers of a narrow window close as a menu does: by Escape, which gives the focus back, and once a link was followed.
(() => {
  "use strict";
  const boxes = document.querySelectorAll(".sidebar-toggle");

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
