// Two people look at the same day: the grid asks every eight seconds whether something is different, at once when the window
// gets the focus again or something says calendar:changed. 304 as long as nothing is; else the new rows take the place of the
// old ones. What scrolls is the grid itself, which stays; so do the panel and, by kind and id, the focus.
const EVERY = 8000; // others see a change within ten seconds
let asking = false;
let again = false; // something changed while the answer was under way

const grid = () => document.getElementById("calendar");
const carried = () => document.querySelector("[data-carries], body.dragging, .appt.ghost");
const busy = () => asking || document.hidden || carried();

const focusOf = (cal) => {
  const at = cal.contains(document.activeElement) && document.activeElement;
  const entry = at && at.closest("[data-kind][data-id]");
  return entry && `[data-kind="${entry.dataset.kind}"][data-id="${entry.dataset.id}"]`;
};

const swap = (cal, text) => {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("calendar");
  if (!fresh) return;
  const focused = focusOf(cal);
  const had = cal.contains(document.activeElement);
  for (const { name, value } of fresh.attributes) cal.setAttribute(name, value);
  cal.replaceChildren(...fresh.childNodes);
  window.htmx?.process(cal);
  const again = focused && cal.querySelector(focused)?.querySelector("a");
  if (had) (again ?? cal).focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("calendar:swapped"));
};

const ask = async () => {
  const cal = grid();
  if (!cal || busy()) return;
  asking = true;
  try {
    const answer = await fetch(location.href, {
      headers: { "HX-Request": "true", "HX-Target": "calendar", "HX-Current-URL": location.href, "If-None-Match": cal.dataset.etag },
      redirect: "manual",
    });
    const text = answer.status === 200 ? await answer.text() : "";
    if (text && !carried()) swap(cal, text);
  } catch { /* no network for a while: the next time */ } finally {
    asking = false;
  }
  if (again) {
    again = false;
    ask();
  }
};

const changed = () => {
  again = asking;
  ask();
};

setInterval(ask, EVERY);
addEventListener("focus", ask);
document.addEventListener("visibilitychange", ask);
document.addEventListener("calendar:changed", changed);
