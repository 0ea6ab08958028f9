// Toasts: go when dismissed; those without a button to act on, or with data-stay="20" (seconds), go by themselves, but
// not while pointed at or focused.
const region = () => document.getElementById("toasts");
const STAY = 8000; // long enough to read twice

const watch = (toast) => {
  const stay = Number(toast.dataset.stay) * 1000 || STAY;
  const acts = toast.querySelector("form, a") || toast.matches(".bad");
  if (toast.dataset.watched || (acts && !toast.dataset.stay)) return;
  toast.dataset.watched = "yes";
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), stay); };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("mouseenter", stop);
  toast.addEventListener("mouseleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  start();
};

const watchAll = () => region()?.querySelectorAll("[data-toast]").forEach(watch);

const say = (id) => {
  const template = document.getElementById(id);
  if (template) region()?.append(template.content.cloneNode(true));
};

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove();
});
document.addEventListener("htmx:afterSettle", watchAll);
document.addEventListener("htmx:oobAfterSwap", watchAll);
// A refusal for want of a permission says so in its own words (faces/desk/refusals.py). Any other 403 is
// for whoever signed in anew elsewhere: this page's forms are no longer believed, and again will not help.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status !== 403) return;
  detail.isError = false;
  detail.shouldSwap = Boolean(detail.xhr.getResponseHeader("HX-Retarget"));
  if (!detail.shouldSwap) say("toast-stale");
});
document.addEventListener("htmx:sendError", () => say("toast-not-reached"));
document.addEventListener("htmx:responseError", () => say("toast-failed"));
watchAll();
