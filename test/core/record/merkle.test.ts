import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bytes, encodeHex, utf8 } from '../../../src/core/record/encoding.ts'
import {
  appendLeaf,
  completedNodes,
  emptyTree,
  hashChildren,
  leafHash,
  type Tree,
  treeRoot,
} from '../../../src/core/record/merkle.ts'
import {
  consistencyNodes,
  consistencyProof,
  inclusionNodes,
  inclusionProof,
  type NodeLookup,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/core/record/merkle-proofs.ts'

/** What a database keeps of a growing log: each head, and every completed node by its place. */
function grow(size: number): { heads: Tree[]; leaves: Bytes[]; nodes: Map<string, Bytes> } {
  const heads: Tree[] = [emptyTree]
  const leaves: Bytes[] = []
  const nodes = new Map<string, Bytes>()
  let tree = emptyTree
  for (let index = 0; index < size; index++) {
    const leaf = leafHash(utf8(`entry ${index}`))
    nodes.set(`0/${index}`, leaf)
    for (const node of completedNodes(tree, leaf)) nodes.set(`${node.level}/${node.index}`, node.hash)
    tree = appendLeaf(tree, leaf)
    heads.push(tree)
    leaves.push(leaf)
  }
  return { heads, leaves, nodes }
}

/** Knows exactly the nodes that were asked for in advance, as a single query would. */
function lookup(
  nodes: ReadonlyMap<string, Bytes>,
  places: readonly { level: number; index: number }[],
): NodeLookup {
  const fetched = new Map<string, Bytes>()
  for (const { level, index } of places) {
    const hash = nodes.get(`${level}/${index}`)
    if (hash !== undefined) fetched.set(`${level}/${index}`, hash)
  }
  return (level, index) => {
    const hash = fetched.get(`${level}/${index}`)
    if (hash === undefined) throw new Error(`node ${level}/${index} was not announced`)
    return hash
  }
}

/** MTH of RFC 6962 §2.1, word for word. */
function rootByDefinition(leaves: readonly Bytes[]): Bytes {
  const [only] = leaves
  if (only === undefined) return sha256(new Uint8Array(0))
  if (leaves.length === 1) return only
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return hashChildren(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)))
}

const largest = 40
const { heads, leaves, nodes } = grow(largest)
const rootOf = (size: number) => treeRoot(heads[size] ?? emptyTree)

test('the published roots of the reference implementation are reached', () => {
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]
  let tree = emptyTree
  const roots = inputs.map(input => {
    tree = appendLeaf(tree, leafHash(Buffer.from(input, 'hex')))
    return encodeHex(treeRoot(tree))
  })
  expect(roots).toEqual([
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ])
})

test('the root of an empty tree is the hash of nothing', () => {
  expect(encodeHex(treeRoot(emptyTree))).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
})

test('every head has the root that RFC 6962 defines', () => {
  for (let size = 0; size <= largest; size++)
    expect(rootOf(size)).toEqual(rootByDefinition(leaves.slice(0, size)))
})

test('an append never changes the tree it starts from', () => {
  const before = heads[3] ?? emptyTree
  const root = treeRoot(before)
  appendLeaf(before, leafHash(utf8('other')))
  expect(treeRoot(before)).toEqual(root)
  expect(before.size).toBe(3)
})

test('a tree of n leaves has n − (number of its peaks) completed nodes above them', () => {
  const above = [...nodes.keys()].filter(place => !place.startsWith('0/'))
  expect(above).toHaveLength(largest - (heads[largest]?.peaks.length ?? 0))
})

test('every leaf is proved in every head, from the announced nodes alone, and nowhere else', () => {
  for (let size = 1; size <= largest; size++) {
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(index, size, lookup(nodes, inclusionNodes(index, size)))
      const leaf = leaves[index] ?? new Uint8Array(0)
      const claim = { index, size, leaf, root: rootOf(size), proof }
      expect(verifyInclusion(claim)).toBe(true)
      expect(verifyInclusion({ ...claim, index: index + 1 })).toBe(false)
      expect(verifyInclusion({ ...claim, root: rootOf(size - 1) })).toBe(false)
      expect(verifyInclusion({ ...claim, proof: [...proof, leaf] })).toBe(false)
    }
  }
})

test('every head is proved to grow out of every earlier one, from the announced nodes alone', () => {
  for (let to = 1; to <= largest; to++) {
    for (let from = 1; from <= to; from++) {
      const proof = consistencyProof(from, to, lookup(nodes, consistencyNodes(from, to)))
      const claim = { from, to, fromRoot: rootOf(from), toRoot: rootOf(to), proof }
      expect(verifyConsistency(claim)).toBe(true)
      expect(verifyConsistency({ ...claim, fromRoot: rootOf(from - 1) })).toBe(false)
      expect(verifyConsistency({ ...claim, toRoot: rootOf(to - 1) })).toBe(false)
      expect(verifyConsistency({ ...claim, proof: [...proof, rootOf(1)] })).toBe(false)
      if (proof.length > 0) expect(verifyConsistency({ ...claim, proof: proof.slice(1) })).toBe(false)
    }
  }
})

test('a changed leaf, proof or root never verifies', () => {
  const size = 33
  fc.assert(
    fc.property(fc.nat(size - 1), fc.nat(1000), fc.integer({ min: 1, max: 255 }), (index, where, change) => {
      const proof = inclusionProof(index, size, lookup(nodes, inclusionNodes(index, size)))
      const parts = [leaves[index], ...proof, rootOf(size)].map(part => Uint8Array.from(part ?? []))
      const changed = parts[where % parts.length] ?? new Uint8Array(32)
      changed[where % 32] = Number(changed[where % 32]) ^ change
      const [leaf = changed, ...rest] = parts
      const root = rest.pop() ?? changed
      expect(verifyInclusion({ index, size, leaf, root, proof: rest })).toBe(false)
    }),
  )
})

test('a log of more than 2^32 entries is proved the same way', () => {
  const hash = (level: number, index: number) => leafHash(utf8(`${level}/${index}`))
  const size = 2 ** 40 + 5
  expect(inclusionNodes(size - 1, size)).toEqual([
    { level: 2, index: 2 ** 38 },
    { level: 40, index: 0 },
  ])
  const proof = inclusionProof(size - 1, size, hash)
  const leaf = hash(0, size - 1)
  const root = hashChildren(hash(40, 0), hashChildren(hash(2, 2 ** 38), leaf))
  expect(verifyInclusion({ index: size - 1, size, leaf, root, proof })).toBe(true)
})

test('what no tree has cannot be proved', () => {
  for (const [index, size] of [
    [0, 0],
    [3, 3],
    [-1, 3],
    [0.5, 3],
    [0, 2 ** 60],
  ] as const) {
    expect(() => inclusionNodes(index, size)).toThrow(RangeError)
    expect(() => inclusionProof(index, size, () => rootOf(1))).toThrow(RangeError)
  }
  for (const [from, to] of [
    [0, 3],
    [4, 3],
    [1.5, 3],
    [1, 2 ** 60],
  ] as const) {
    expect(() => consistencyNodes(from, to)).toThrow(RangeError)
    expect(() => consistencyProof(from, to, () => rootOf(1))).toThrow(RangeError)
  }
})

test('sizes out of range and hashes of another length are a no, never an error', () => {
  const leaf = leaves[0] ?? new Uint8Array(32)
  const claim = { index: 0, size: 1, leaf, root: leaf, proof: [] }
  expect(verifyInclusion(claim)).toBe(true)
  expect(verifyInclusion({ ...claim, size: 2 ** 64 })).toBe(false)
  expect(verifyInclusion({ ...claim, index: -1 })).toBe(false)
  expect(verifyInclusion({ ...claim, index: Number.NaN })).toBe(false)
  expect(verifyInclusion({ ...claim, leaf: leaf.slice(1), root: leaf.slice(1) })).toBe(false)
  const growth = { from: 1, to: 2, fromRoot: rootOf(1), toRoot: rootOf(2), proof: leaves.slice(1, 2) }
  expect(verifyConsistency(growth)).toBe(true)
  expect(verifyConsistency({ ...growth, to: 2 ** 64 })).toBe(false)
  expect(verifyConsistency({ ...growth, from: -1 })).toBe(false)
  expect(verifyConsistency({ ...growth, fromRoot: new Uint8Array(0) })).toBe(false)
  expect(verifyConsistency({ ...growth, proof: [new Uint8Array(31)] })).toBe(false)
})
