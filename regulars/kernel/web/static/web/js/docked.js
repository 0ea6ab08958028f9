// A dialog of the class "docked" stands beside the calendar, which stays in use; on other pages it is a modal.
// What the server fills in while somebody chooses comes as the event "followed", and only where nobody typed on since.
const form = () => document.querySelector("#new-appointment > form, #appointment-form");

const focusFirst = (dialog) => {
  const first = ["[aria-invalid=true]", "[data-finder]", "#newcomer input", ".plan select"];
  first.map((one) => dialog.querySelector(one)).find(Boolean)?.focus();
};

const open = (dialog) => {
  const diary = document.querySelector("main.diary");
  if (diary) {
    diary.append(dialog);
    diary.classList.add("beside");
    dialog.show();
  } else dialog.showModal();
  focusFirst(dialog);
};

const close = (dialog) => {
  document.querySelector("main.diary")?.classList.remove("beside");
  dialog.remove();
  document.dispatchEvent(new CustomEvent("docked:closed"));
};

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "dialogs") document.querySelectorAll("dialog.docked:not(main.page dialog)").forEach(close);
});

document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll("#dialogs dialog.docked:not([open])").forEach(open);
  const dialog = document.querySelector("dialog.docked[open]");
  if (dialog && document.activeElement === document.body) focusFirst(dialog);
});

document.addEventListener("click", (event) => {
  const dialog = event.target.closest("[data-close]")?.closest("dialog.docked");
  if (!dialog) return;
  event.preventDefault();
  close(dialog);
});

document.addEventListener("keydown", (event) => {
  const dialog = event.key === "Escape" && !event.defaultPrevented && event.target.closest?.("dialog.docked");
  if (!dialog || dialog.closest("main.page")) return;
  event.preventDefault();
  close(dialog);
});

document.addEventListener("followed", ({ detail }) => {
  Object.entries(detail).forEach(([name, change]) => {
    const field = form()?.elements[name];
    if (!Array.isArray(change) || field?.value !== change[0]) return;
    [, field.value] = change;
    if (field === document.activeElement) field.select?.();
  });
});
