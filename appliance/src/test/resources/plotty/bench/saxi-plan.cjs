// Plans strokes with saxi's own planner and its default limits (AxidrawFast).
// usage: node saxi-plan.cjs <saxi's folder> kept|sorted; strokes on stdin, one per line: x y x y … in mm
// kept: in the order given; sorted: as saxi orders them by itself, but without joining what lies apart: that would be other ink
// prints: seconds in all (from the origin and back to it), seconds of motion with the pen down
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const { plan, AxidrawFast, Device } = require(join(process.argv[2], "dist/server/planning.js"));

const Optimization = require(require.resolve("optimize-paths", { paths: [process.argv[2]] }));

const given = readFileSync(0, "utf8").trim().split("\n").filter(Boolean).map((line) => {
  const numbers = line.split(" ").map((word) => Number(word) * Device.Axidraw.stepsPerMm);
  return Array.from({ length: numbers.length / 2 }, (_, i) => ({ x: numbers[2 * i], y: numbers[2 * i + 1] }));
});

const strokes = process.argv[3] === "sorted" ? Optimization.reorder(given) : given;

const { motions } = plan(strokes, AxidrawFast);
// Per stroke: travel, drop, stroke, lift. Then the way home, and a last movement of the pen that we do not make.
const counted = motions.slice(0, -1);
const sum = (list) => list.reduce((seconds, motion) => seconds + motion.duration(), 0);
console.log(sum(counted), sum(counted.filter((_, i) => i % 4 === 2)));
