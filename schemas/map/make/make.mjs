// Writes ../world.xml: the shapes of the world's States and territories as SVG paths, by ISO 3166-1 alpha-2.
//   npm ci && node make.mjs
// Shapes: Natural Earth (public domain) as packaged in world-atlas, 1:110 million; what is too small for that
// scale, 1:50 million, stands as a point at its middle. Projection: Equal Earth, which keeps areas true.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { feature } from "topojson-client";

const width = 960, height = 468;
const require = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}.json`), "utf8"));
const shapes = (name) => {
  const topology = read(name);
  return feature(topology, topology.objects.countries).features;
};
const version = JSON.parse(readFileSync(require.resolve("world-atlas/package.json"), "utf8")).version;

const projection = geoEqualEarth().fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
const draw = geoPath(projection).digits(1);
const tidy = (path) => path.replaceAll(/(\.\d)\d+/g, "$1");

// Shapes Natural Earth draws apart that no ISO code names stay unnamed: they are land, and nobody's colour.
const code = (shape) => (shape.id ? countries.numericToAlpha2(shape.id)?.toLowerCase() : undefined);
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

const lines = [], drawn = new Set();
for (const shape of shapes("countries-110m")) {
  const id = code(shape);
  if (id) drawn.add(id);
  lines.push(`  <shape${id ? ` id="${id}"` : ""} name="${escape(shape.properties.name)}" d="${tidy(draw(shape))}"/>`);
}
const points = [];
for (const shape of shapes("countries-50m")) {
  const id = code(shape);
  if (!id || drawn.has(id)) continue;
  drawn.add(id);
  const [x, y] = projection(geoCentroid(shape));
  points.push(`  <point id="${id}" name="${escape(shape.properties.name)}" x="${x.toFixed(1)}" y="${y.toFixed(1)}"/>`);
}
writeFileSync(new URL("../world.xml", import.meta.url), `<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by make/make.mjs; do not edit. Shapes: Natural Earth, public domain (world-atlas ${version}); Equal Earth projection.
     Boundaries are those of the data set and express no position on any of them. -->
<map xmlns="urn:placet:map:1" width="${width}" height="${height}" source="Natural Earth" sphere="${tidy(draw({ type: "Sphere" }))}">
${lines.sort().join("\n")}
${points.sort().join("\n")}
</map>
`);
console.log(`${lines.length} shapes, ${points.length} points`);
