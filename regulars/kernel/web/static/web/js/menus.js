// Menus are native popovers; this adds arrow keys, and a place beside their button where a browser cannot anchor them.
const items = (menu) => [...menu.querySelectorAll("a[href], button:not(:disabled), select")].filter((item) => item.offsetParent);
const buttonOf = (menu) => document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
const steps = { ArrowDown: 1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const opener = event.target.closest?.("[popovertarget]");
  if (opener && event.key === "ArrowDown") {
    const menu = document.getElementById(opener.getAttribute("popovertarget"));
    if (!menu?.matches(".menu")) return;
    event.preventDefault();
    if (!menu.matches(":popover-open")) menu.showPopover({ source: opener });
    items(menu)[0]?.focus();
    return;
  }
  const menu = event.target.closest?.(".menu[popover]");
  if (!menu || event.target.matches("select")) return;
  const all = items(menu);
  let next;
  if (event.key in steps) next = all.at((all.indexOf(event.target) + steps[event.key]) % all.length);
  if (event.key === "Home") next = all[0];
  if (event.key === "End") next = all.at(-1);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener("click", (event) => {
  const menu = event.target.closest(".menu[popover]");
  if (menu && event.target.closest("a, button")) menu.hidePopover?.();
});

// "toggle" and "beforetoggle" do not bubble, hence the capture
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  const button = menu.matches?.(".menu[popover]") && event.newState === "open" && buttonOf(menu);
  if (!button || CSS.supports("position-area", "block-end")) return;
  const at = button.getBoundingClientRect();
  const room = document.documentElement.clientWidth - menu.offsetWidth - 8;
  const rtl = getComputedStyle(menu).direction === "rtl";
  const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
  Object.assign(menu.style, {
    inset: "auto", margin: "0",
    left: `${Math.max(8, Math.min(room, rtl ? at.left : at.right - menu.offsetWidth))}px`,
    top: `${below ? at.bottom + 4 : Math.max(8, at.top - menu.offsetHeight - 4)}px`,
  });
}, true);
