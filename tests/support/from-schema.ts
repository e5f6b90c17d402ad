/** Inputs made from a schema: right ones, and ones in which a single place is something else. */
import fc from 'fast-check';
import { z } from 'zod';

interface Node {
  type?: string;
  anyOf?: Node[];
  oneOf?: Node[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Node>;
  required?: string[];
  additionalProperties?: Node | boolean;
  items?: Node;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
}

const MOST = 12;

export const inputOf = (schema: z.ZodType): fc.Arbitrary<unknown> =>
  made(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Node);

function made(node: Node): fc.Arbitrary<unknown> {
  const either = node.anyOf ?? node.oneOf;
  if (either) return fc.oneof(...either.map(made));
  if (node.enum) return fc.constantFrom(...node.enum);
  if ('const' in node) return fc.constant(node.const);
  switch (node.type) {
    case 'object':
      return objectOf(node);
    case 'array':
      return fc.array(made(node.items ?? {}), {
        minLength: node.minItems ?? 0,
        maxLength: Math.max(node.minItems ?? 0, Math.min(MOST / 4, node.maxItems ?? MOST)),
      });
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(node.minimum ?? -1_000, -(2 ** 31)),
        max: Math.min(node.maximum ?? 10_000, 2 ** 31 - 1),
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(node);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

const objectOf = (node: Node): fc.Arbitrary<unknown> => {
  const { properties = {}, required = [], additionalProperties } = node;
  if (Object.keys(properties).length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(fc.string({ minLength: 1, maxLength: MOST }), made(additionalProperties), {
      maxKeys: 3,
    });
  const members = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, made(one)]));
  return fc.record(members, { requiredKeys: required });
};

const textOf = ({ minLength = 0, maxLength = MOST, format }: Node): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, MOST)), unit: 'binary' }),
    fc.constantFrom('2026-11-02', '2026-11-02T10:00', '2026-02-31', 'Asia/Shanghai', 'c1', '周三下午3点'),
    fc.constant(format === 'uri' ? 'https://server.test' : 'FREQ=DAILY;COUNT=3'),
  );

/** The same with one place in it, at any depth, replaced. */
export const nearly = (right: fc.Arbitrary<unknown>, odd: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(right, odd, fc.nat()).map(([value, other, at]) => replaced(structuredClone(value), other, at));

function replaced(value: unknown, other: unknown, at: number): unknown {
  if (typeof value !== 'object' || value === null) return other;
  const holder = value as Record<string, unknown>;
  const keys = Object.keys(holder);
  const key = keys[at % (keys.length + 1)];
  if (key === undefined) return other;
  holder[key] = replaced(holder[key], other, Math.floor(at / (keys.length + 1)));
  return holder;
}
