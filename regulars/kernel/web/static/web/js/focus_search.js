// "/" goes to the search field of the page, or else of the top bar. Escape empties it, and leaves it when empty.
const visible = (within) => [...document.querySelectorAll(`${within} [type=search]`)].find((field) => field.offsetParent);

document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.key === "Escape" && at.matches?.("[type=search]")) {
    if (at.value) {
      event.preventDefault();
      at.value = "";
      at.dispatchEvent(new Event("input", { bubbles: true }));
    } else at.blur();
    return;
  }
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (at.isContentEditable || at.matches?.("input, textarea, select")) return;
  if (document.querySelector("dialog:modal")) return;
  const field = visible("main") ?? visible("header.bar");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
