// A choice marked data-autosubmit (or any choice of a form so marked) submits its form at once.
// Its submit button has the class without-js and is needed only where scripts do not run.
document.addEventListener("change", (event) => {
  const choice = event.target;
  if (!choice.matches("select, [type=checkbox], [type=radio]")) return;
  if (!choice.closest("[data-autosubmit]")) return;
  choice.form?.requestSubmit();
});
