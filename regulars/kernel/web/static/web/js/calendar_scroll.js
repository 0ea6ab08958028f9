// Scrolls the calendar while something is carried near its edges, faster the nearer it comes.
import { calendar } from "./calendar_grid.js";

const EDGE = 48;
const FASTEST = 14; // pixels a frame

const push = (from, to, at) => {
  if (at < from + EDGE) return -Math.min(FASTEST, (from + EDGE - at) / 4);
  if (at > to - EDGE) return Math.min(FASTEST, (at - to + EDGE) / 4);
  return 0;
};

// Goes on until `carried` answers with no pointer any more; tells after every step, for the ground has moved.
export const scrollAlong = (carried, moved) => {
  const step = () => {
    const pointer = carried();
    if (!pointer) return;
    const cal = calendar();
    const box = cal.getBoundingClientRect();
    const before = [cal.scrollLeft, cal.scrollTop];
    // The heads of the lanes and the hours stick to the edges: what is carried is pushed below them.
    const head = cal.querySelector(".lane h2")?.offsetHeight ?? 0;
    const hours = cal.querySelector(".hours")?.offsetWidth ?? 0;
    cal.scrollBy({
      left: push(box.left + hours, Math.min(box.right, innerWidth), pointer.x),
      top: push(box.top + head, Math.min(box.bottom, innerHeight), pointer.y),
      behavior: "instant",
    });
    if (before[0] !== cal.scrollLeft || before[1] !== cal.scrollTop) moved();
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
};
