// Dialogs are native. [data-dialog="id"] opens one of the page; one that htmx brings into #dialogs opens as it arrives.
// The browser gives the focus back when a dialog closes; HX-Trigger: closeDialog closes what is open.
// One that is docked beside a page is opened by js/docked.js.
const focusFirst = (dialog) => {
  const first = dialog.querySelector("[aria-invalid=true]")
    ?? dialog.querySelector("[autofocus]")
    ?? dialog.querySelector(".body :is(input:not([type=hidden]), select, textarea)");
  first?.focus();
};

const open = (dialog) => {
  if (dialog.matches(":modal")) return;
  dialog.removeAttribute("open"); // a dialog shown without scripts is no modal yet
  dialog.showModal();
  focusFirst(dialog);
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  const closing = event.target.closest("dialog:modal [data-close]")?.closest("dialog");
  if (dialog || closing) event.preventDefault();
  if (dialog) open(dialog);
  closing?.close();
  // where closedby is not known yet: a click on the backdrop lands on the dialog itself
  if (event.target.matches("dialog[closedby]:modal") && !("closedBy" in event.target)) event.target.close();
});

document.addEventListener("htmx:afterSettle", (event) => {
  document.querySelectorAll("#dialogs dialog:not([open], .docked)").forEach(open);
  const around = event.target.closest?.("dialog:modal");
  if (around?.querySelector("[aria-invalid=true]")) focusFirst(around);
});

// "close" does not bubble, hence the capture. What was fetched goes, to be fetched anew.
document.addEventListener("close", (event) => {
  if (event.target.matches?.("#dialogs dialog")) event.target.remove();
}, true);

document.addEventListener("closeDialog", () => {
  document.querySelectorAll("dialog:modal").forEach((dialog) => dialog.close());
});
