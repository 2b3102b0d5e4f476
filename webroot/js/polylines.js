/** Reads the appliance's normalised SVG: only groups of polylines, in mm, in drawing order. */

/**
 * @param {string} text SVG as the appliance writes it
 * @returns {{width:number, height:number, strokes:{points:Float32Array, color:string, first:number}[], total:number}}
 *   strokes with x and y in turn; `first` is the number of points in all strokes before
 */
export function readPreview(text) {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const [, , width, height] = numbers(root.getAttribute("viewBox") ?? "0 0 100 100");
  const strokes = [];
  let total = 0;
  for (const shape of root.querySelectorAll("path, polyline")) {
    const points = pointsOf(shape.getAttribute("d") ?? shape.getAttribute("points") ?? "");
    if (points.length < 2) continue;
    strokes.push({ points, color: shape.closest("[stroke]")?.getAttribute("stroke") ?? "#000000", first: total });
    total += points.length / 2;
  }
  return { width, height, strokes, total };
}

/** A closed stroke ("z") comes back to its first point; a dot ("h0") is one point. */
function pointsOf(path) {
  const points = numbers(path.replace(/h0$/, ""));
  return Float32Array.from(path.endsWith("z") ? [...points, points[0], points[1]] : points);
}

function numbers(text) {
  return (text.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/gi) ?? []).map(Number);
}
