// What the site has, as its own OpenAPI description says: every route with its media types and the example
// addresses that hold on the samples.
export async function description(base) {
  const answer = await fetch(`${base}/openapi.json`);
  if (!answer.ok) throw new Error(`/openapi.json answers ${answer.status}`);
  return answer.json();
}

export async function routes(base) {
  const { paths } = await description(base);
  return Object.entries(paths)
    .filter(([, { get }]) => get)
    .map(([route, { get }]) => ({
      route,
      operation: get,
      types: Object.keys(get.responses?.["200"]?.content ?? {}),
      addresses: [get["x-examples"] ?? []].flat(),
    }));
}

const suffixes = /\.(json|csv|ics|atom|jsonld|xml|svg|bib|ris)$/;

// The address as people have it: "/a.json?x=1" is "/a?x=1".
function plain(address) {
  const [path, query] = address.split("?");
  const stripped = path.replace(suffixes, "");
  return (stripped === "/index" ? "/" : stripped) + (query ? `?${query}` : "");
}

// The page kinds: every address of the examples that answers people, and one document.
export async function pages(base) {
  const found = new Map();
  for (const { route, types, addresses } of await routes(base))
    if (types.includes("text/html")) for (const address of addresses) found.set(plain(address), route);
  const log = await (await fetch(`${base}/sources/un-mtdsg`)).text();
  const document = log.match(/\/documents\/[0-9a-f]{64}/);
  if (document) found.set(document[0], "/documents/{sha256}");
  return [...found].map(([address, route]) => ({ address, route }));
}

// The same page in another format: "/a?x=1" as "/a.csv?x=1"; "/" as "/index.csv".
export function as(address, suffix) {
  const [path, query] = plain(address).split("?");
  return `${path === "/" ? "/index" : path}.${suffix}${query ? `?${query}` : ""}`;
}

// Every page that can be had in a format, by the media type its description gives.
export async function addressesIn(base, type, suffix) {
  const found = new Set();
  for (const { types, addresses } of await routes(base))
    if (types.some((each) => each.startsWith(type))) for (const address of addresses) found.add(as(address, suffix));
  return [...found];
}
