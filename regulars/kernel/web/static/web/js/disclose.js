// Rows that open: the opener says which element (aria-controls), the element shows or hides.
// An opener may be a link (the way without scripts) and may fetch its content with hx-trigger="click once".
const show = (opener, open) => {
  const target = document.getElementById(opener.getAttribute("aria-controls"));
  if (!target) return false;
  opener.setAttribute("aria-expanded", open);
  target.hidden = !open;
  target.closest("tbody")?.toggleAttribute("data-open", open);
  return true;
};

const openers = (within) => within.querySelectorAll('[aria-controls][aria-expanded="true"]:not([popovertarget])');

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const all = event.target.closest("[data-fold-all]");
  if (all) {
    const within = document.querySelector(all.dataset.foldAll || "main") ?? document;
    openers(within).forEach((opener) => show(opener, false));
    within.querySelectorAll("details.fold[open]").forEach((fold) => { fold.open = false; });
    event.preventDefault();
    return;
  }
  const opener = event.target.closest("[aria-controls][aria-expanded]:not([popovertarget])");
  if (opener && show(opener, opener.getAttribute("aria-expanded") !== "true")) event.preventDefault();
});

// A link that opens a row answers the space bar too, like the button it looks like
document.addEventListener("keydown", (event) => {
  const opener = event.target.closest?.("a[aria-controls][aria-expanded]");
  if (!opener || event.key !== " ") return;
  event.preventDefault();
  opener.click();
});
