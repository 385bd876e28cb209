// What a picture is drawn of, kept for its frame, which asks for it by its digest. The frame itself is
// told only what it shows of that and how, so that a click brings nothing anew that is here already.
export default function ({ data }) {
  (window.diplographParts ??= new Map()).set(data.key, data);
  window.dispatchEvent(new CustomEvent("diplograph-parts"));
}
