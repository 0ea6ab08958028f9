// Free space makes a new appointment: a click at that time, a stroke from when until when. A finger holds before it draws.
import { laneOf, laneWords, minuteAt, snap, told } from "./calendar_grid.js";
import { draw, forget, ghost, lengthOf, startOf, wish } from "./calendar_ghost.js";
import { openNew } from "./calendar_new.js";
import { scrollAlong } from "./calendar_scroll.js";

const [HOLD, SLACK] = [350, 5]; // as in calendar_drag.js
const QUARTER = 15; // a click means a time that people say
let stroke;

const free = (target) => target.closest?.("#calendar :is(.lane > ol, .off, .appt)")?.matches(".lane > ol, .off, .free");

const follow = () => {
  const at = snap(minuteAt(stroke.lane, stroke.y));
  const [from, until] = [Math.min(at, stroke.begin), Math.max(at, stroke.begin)];
  wish(stroke.lane, from, until - from);
};

const begin = () => {
  if (ghost()) return;
  stroke.draws = true;
  document.documentElement.dataset.carries = "edge";
  draw(stroke.lane, stroke.begin, 0);
  scrollAlong(() => (stroke?.draws ? stroke : null), follow);
};

const end = () => {
  clearTimeout(stroke?.waiting);
  if (stroke?.draws) forget();
  stroke = undefined;
  delete document.documentElement.dataset.carries;
};

document.addEventListener("pointerdown", ({ target, button, isPrimary, clientX: x, clientY: y, pointerId: id, pointerType }) => {
  const lane = told().new && free(target) && !button && isPrimary && !ghost() && laneOf(target);
  if (!lane) return;
  stroke = { lane, id, x, y, from: { x, y }, touch: pointerType === "touch", begin: snap(minuteAt(lane, y)) };
  if (stroke.touch) stroke.waiting = setTimeout(begin, HOLD);
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== stroke?.id) return;
  [stroke.x, stroke.y] = [event.clientX, event.clientY];
  if (stroke.draws) follow();
  else if (Math.hypot(stroke.x - stroke.from.x, stroke.y - stroke.from.y) >= SLACK) (stroke.touch ? end : begin)();
});

document.addEventListener("pointerup", (event) => {
  if (event.pointerId !== stroke?.id) return;
  const { lane, draws, from } = stroke;
  const one = ghost();
  const quarter = Math.floor(minuteAt(lane, from.y) / QUARTER) * QUARTER;
  if (draws) openNew(lane, startOf(one), lengthOf(one));
  else document.addEventListener("click", (click) => (click.preventDefault(), click.stopPropagation(), openNew(lane, quarter)), { capture: true, once: true });
  end();
});

document.addEventListener("pointercancel", end);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
