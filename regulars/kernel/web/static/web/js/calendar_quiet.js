// While something is carried the browser keeps its own gestures down: scrolling, menus, dragging links, selecting, clicking.
const carries = () => "carries" in document.documentElement.dataset;
const of = (event) => event.target.closest?.("#calendar .lane");
let waits; // a finger rests on the calendar

// touch-action cannot change within a gesture, hence a listener that may say no (docs/adr/0015)
document.addEventListener("touchmove", (event) => { if (carries()) event.preventDefault(); }, { passive: false });
document.addEventListener("touchstart", (event) => { waits = Boolean(of(event)); }, { passive: true });
document.addEventListener("touchend", () => { waits = false; });

// A link under a long press opens a menu, under a mouse it is dragged as a link.
document.addEventListener("contextmenu", (event) => { if (carries() || (waits && of(event))) event.preventDefault(); });
document.addEventListener("dragstart", (event) => { if (of(event)) event.preventDefault(); });
document.addEventListener("selectstart", (event) => { if (carries()) event.preventDefault(); });

// What was carried ends in a click on what lies below. It comes right after the release, or not at all.
const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
document.addEventListener("pointerup", () => {
  if (!carries()) return;
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
}, true);
