import { z } from 'zod'
import { roles } from '../core/identity/access.ts'
import { refusalCodes } from '../core/refusal.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

/** The OpenAPI 3.1 description of the API, made from the schemas that the operations themselves use. */
export function openapiDocument(): Record<string, unknown> {
  document ??= {
    openapi: '3.1.0',
    info: {
      title: 'Piaojue 票决',
      version: '1',
      description:
        "Deciding together what a community's money is spent on, and checking that it really was. Amounts are integer fen. " +
        'Creating requests carry the client’s id; others may carry it as Idempotency-Key: the same request again gives the ' +
        'same answer. Refusals are RFC 9457 problem details with a stable code.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    paths: paths(),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: { type: 'apiKey', in: 'cookie', name: '__Host-piaojue' },
      },
      schemas: {
        Problem: {
          type: 'object',
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string', enum: [...refusalCodes, 'FAULT'] },
          },
          required: ['type', 'title', 'status', 'code'],
        },
        Role: { type: 'string', enum: [...roles] },
      },
    },
  }
  return document
}

let document: Record<string, unknown> | undefined

function paths(): Record<string, Record<string, unknown>> {
  const all: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = all[route.path] ?? {}
    path[route.method] = describe(route)
    all[route.path] = path
  }
  return all
}

function describe(route: Route): Record<string, unknown> {
  const { operation } = route
  const query = operation.kind === 'view' ? schemaOf(operation.input, 'input') : {}
  const media = route.media ?? 'application/json'
  const success = {
    description: operation.summary,
    content: { [media]: { schema: schemaOf(operation.output, 'output') } },
  }
  return {
    operationId: operation.name,
    summary: operation.summary,
    description: whoMay(route),
    parameters: [
      ...[...route.path.matchAll(/\{([a-z_]+)\}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...Object.entries(members(query)).map(([name, schema]) => ({ name, in: 'query', schema })),
      ...(operation.kind === 'verb' && !operation.creates
        ? [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', format: 'uuid' } }]
        : []),
    ],
    ...(operation.kind !== 'view' ? { requestBody: { content: bodyOf(route) } } : {}),
    security:
      operation.kind === 'anonymous'
        ? []
        : operation.access.public
          ? [{}, { bearer: [] }, { cookie: [] }]
          : [{ bearer: [] }, { cookie: [] }],
    responses: {
      [operation.kind === 'verb' && operation.creates ? '201' : '200']: success,
      default: {
        description: 'A refusal',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function bodyOf({ operation, upload }: Route): Record<string, unknown> {
  const schema = schemaOf(operation.input, 'input')
  if (upload !== true) return { 'application/json': { schema } }
  const { sha256: _, ...typed } = members(schema)
  const properties = { ...typed, photo: { type: 'string', format: 'binary' } }
  const required = Object.keys(properties)
  return { 'multipart/form-data': { schema: { type: 'object', properties, required } } }
}

function whoMay({ operation }: Route): string {
  if (operation.kind === 'anonymous') return 'For anybody; credentials are not looked at.'
  const { access, of } = operation
  const who = [
    ...(access.public ? ['anybody'] : []),
    ...(access.staff ? ['every member of staff'] : []),
    ...(access.roles ?? []),
    ...(access.delegates === 'all' ? ['delegates of the assembly'] : (access.delegates ?? [])),
  ]
  return `For ${who.join(', ')}${of === undefined || access.public ? '' : `, in the area of ${of}`}.`
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

function members(schema: Record<string, unknown>): Record<string, unknown> {
  return typeof schema.properties === 'object' && schema.properties !== null ? { ...schema.properties } : {}
}
