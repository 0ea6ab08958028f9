// Opens the form of a new appointment beside the calendar, with what is known: the day, the time, the column.
import { clock, told } from "./calendar_grid.js";

export const openNew = (lane, start, minutes) => {
  const { day, staff, room } = lane.dataset;
  const said = { day, start: clock(start), minutes, staff, room };
  const query = new URLSearchParams(Object.entries(said).filter(([, value]) => value));
  return htmx.ajax("GET", `${told().new}?${query}`, { source: document.body, target: "#dialogs", swap: "innerHTML" });
};
