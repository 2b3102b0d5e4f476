/** A sentence at the foot of the page, or of the dialog that is open, that goes away by itself. */
const SHOWN_MS = 8000;
const place = document.getElementById("notice");
let timer = 0;

/** Shows a sentence for a while. */
export function notice(sentence) {
  // What lies outside of an open dialog is neither seen nor read out.
  ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(place);
  place.textContent = sentence;
  place.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (place.hidden = true), SHOWN_MS);
}

/** Waits for an order and shows why it failed, if it did. */
export async function order(promise) {
  try {
    return await promise;
  } catch (error) {
    notice(error.message);
    return null;
  }
}
