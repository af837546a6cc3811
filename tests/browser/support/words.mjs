// The interface's own sentences, so that the tests read what people read in each language.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { project } from "./site.mjs";

const folder = path.join(project, "schemas/messages");
const sentences = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith(".xml")))
  for (const [, key, body] of readFileSync(path.join(folder, file), "utf8").matchAll(/<message key="([^"]+)">(.*?)<\/message>/gs))
    sentences.set(key, Object.fromEntries([...body.matchAll(/<(nl|fr|de|en)>(.*?)<\/\1>/gs)].map(([, lang, text]) => [lang, text])));

export function say(language, key) {
  const text = sentences.get(key)?.[language];
  if (text === undefined) throw new Error(`no sentence ${key} in ${language}`);
  return text.replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
}
