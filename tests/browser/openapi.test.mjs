// /openapi.json by a public validator, and every example answer by the schema it is given.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { as, description, routes } from "./support/pages.mjs";
import { site } from "./support/site.mjs";

let served;
before(async () => (served = await site()));
after(() => served?.close());

test("the description is OpenAPI 3.1", async () => {
  const said = await description(served.base);
  assert.match(said.openapi, /^3\.1\./);
  const { valid, errors } = await new Validator().validate(said);
  assert.ok(valid, JSON.stringify(errors, null, 1));
});

test("every example is answered, and its JSON holds to the schema it is given", async (t) => {
  const said = await description(served.base);
  const ajv = formats(new Ajv({ strict: false, allErrors: true }));
  ajv.addSchema({ $id: "openapi", components: said.components });
  for (const { types, operation, addresses } of await routes(served.base))
    for (const address of addresses)
      await t.test(address, async () => {
        const answer = await fetch(served.base + address, { redirect: "manual" });
        assert.ok(String(answer.status) in operation.responses, `${answer.status} is not described`);
        if (!types.includes("application/json")) return answer.body?.cancel(); // a stream would never end
        const type = answer.headers.get("content-type");
        const json = type.startsWith("application/json") ? answer : await fetch(served.base + as(address, "json"));
        const schema = operation.responses["200"].content["application/json"].schema;
        const check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')));
        assert.ok(check(await json.json()), ajv.errorsText(check.errors));
      });
});
