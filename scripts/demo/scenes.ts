import type { Chance } from '../simulate/chance.ts'
import { type Colour, mixed, newPicture, type Picture } from './picture.ts'

/** How a place looks before the work, during it and afterwards. */
export type Stage = 'before' | 'works' | 'after'

type Draw = (picture: Picture, done: boolean, chance: Chance) => void

const horizon = 300
const white: Colour = [245, 245, 240]
const asphalt: Colour = [112, 112, 116]
const concrete: Colour = [176, 174, 168]
const earth: Colour = [138, 112, 82]
const grass: Colour = [108, 150, 78]
const steel: Colour = [96, 104, 112]
const rust: Colour = [134, 78, 46]

/** Draws an invented place for what a proposal is about. PNG. */
export function drawScene(topic: string, stage: Stage, chance: Chance): Uint8Array<ArrayBuffer> {
  const picture = newPicture(960, 640)
  const night = topic === '路灯'
  backdrop(picture, night, chance)
  const draw = Object.hasOwn(scenes, topic) ? scenes[topic] : undefined
  ;(draw ?? shelter)(picture, stage === 'after', chance)
  if (stage === 'works') for (const x of [150, 330, 520, 700, 860]) cone(picture, x, 585)
  return picture.png()
}

function backdrop(picture: Picture, night: boolean, chance: Chance): void {
  picture.shade(0, horizon, night ? [18, 24, 44] : [150, 190, 226], night ? [46, 50, 70] : [226, 234, 238])
  const walls: readonly Colour[] = [
    [198, 176, 150],
    [186, 190, 186],
    [206, 190, 166],
    [176, 158, 142],
  ]
  for (let x = -20; x < 960; ) {
    const wide = 150 + chance.below(110)
    const high = 130 + chance.below(120)
    const wall = chance.pick(walls)
    const top = horizon + 20 - high
    picture.rect(x, top, wide, high, night ? mixed(wall, [20, 22, 36], 0.75) : wall)
    for (let row = top + 18; row < horizon - 20; row += 38) {
      for (let column = x + 16; column < x + wide - 22; column += 36) {
        const lit = night && chance.percent(35)
        picture.rect(column, row, 18, 22, lit ? [236, 200, 120] : night ? [30, 34, 52] : [92, 110, 128])
      }
    }
    x += wide + 6 + chance.below(40)
  }
  picture.shade(
    horizon,
    640 - horizon,
    night ? [34, 36, 42] : [166, 160, 150],
    night ? [22, 24, 30] : [144, 138, 128],
  )
}

/** The road runs towards whoever looks. */
function road({ polygon }: Picture, colour: Colour): void {
  const near = [860, 640] as const
  polygon([[430, horizon + 18], [530, horizon + 18], near, [100, 640]], colour)
}

const lamps: Draw = (picture, done, chance) => {
  road(picture, done ? [70, 70, 74] : [34, 35, 40])
  if (!done) return picture.glow(480, horizon + 20, 60 + chance.below(30), [60, 62, 80])
  for (const [x, size] of [
    [700, 0.45],
    [300, 0.7],
    [800, 1],
  ] as const) {
    const foot = horizon + 30 + 270 * size
    const head = foot - 300 * size
    const arm = x > 480 ? -60 * size : 60 * size
    picture.glow(x + arm, foot, 190 * size, [232, 206, 140])
    picture.line([x, foot], [x, head], 10 * size, steel)
    picture.line([x, head], [x + arm, head], 7 * size, steel)
    picture.glow(x + arm, head + 8 * size, 120 * size, [255, 236, 180])
    picture.disc(x + arm, head + 6 * size, 12 * size, [255, 250, 226])
  }
}

const lane: Draw = (picture, done, chance) => {
  road(picture, done ? concrete : earth)
  if (done) {
    for (const [top, low] of [
      [430, 100],
      [530, 860],
    ] as const)
      picture.line([top, horizon + 18], [low, 640], 12, white)
    for (const y of [360, 430, 520])
      picture.line([480 - (y - 280), y], [480 + (y - 280), y], 3, [150, 148, 142])
    return
  }
  for (let hole = 0; hole < 11; hole++) {
    const depth = chance.below(100) / 100
    const y = horizon + 50 + depth * 250
    const x = 480 + (chance.below(200) - 100) * (0.5 + 2.2 * depth)
    const size = 14 + 40 * depth
    const colour: Colour = chance.percent(45) ? [122, 142, 158] : [84, 68, 52]
    picture.polygon(
      [0, 1, 2, 3, 4, 5, 6].map(at => {
        const turn = (at / 7) * 2 * Math.PI
        const reach = size * (0.7 + chance.below(50) / 100)
        return [x + Math.cos(turn) * reach * 1.7, y + (Math.sin(turn) * reach) / 2] as const
      }),
      colour,
    )
  }
}

const park: Draw = (picture, done, chance) => {
  picture.rect(0, horizon + 20, 960, 320, done ? grass : earth)
  if (!done) {
    for (let heap = 0; heap < 6; heap++) {
      const [x, y] = [80 + heap * 150 + chance.below(60), 430 + chance.below(150)]
      const half = 60 + chance.below(60)
      const colour = chance.pick([asphalt, concrete, rust, [150, 128, 100]] as const)
      picture.polygon(
        [
          [x - half, y],
          [x - half / 3, y - half * 0.7],
          [x + half / 4, y - half / 2],
          [x + half, y],
        ],
        colour,
      )
    }
    return
  }
  picture.polygon(
    [
      [400, horizon + 20],
      [500, horizon + 20],
      [760, 640],
      [380, 640],
    ],
    [214, 198, 166],
  )
  for (const [x, y, size] of [
    [120, 420, 0.8],
    [820, 410, 0.7],
    [250, 520, 1.1],
    [880, 560, 1.2],
  ] as const) {
    picture.rect(x - 8 * size, y - 70 * size, 16 * size, 80 * size, [104, 78, 54])
    for (const [dx, dy] of [
      [0, -120],
      [-38, -90],
      [38, -92],
    ] as const)
      picture.disc(
        x + dx * size,
        y + dy * size,
        52 * size,
        mixed(grass, [40, 96, 44], 0.5 + chance.below(30) / 100),
      )
  }
  for (const y of [470, 486]) picture.rect(600, y, 150, 9, [150, 100, 60])
  for (const x of [612, 730]) picture.rect(x, 486, 9, 40, steel)
}

const ditch: Draw = (picture, done, chance) => {
  picture.polygon(
    [
      [440, horizon + 20],
      [510, horizon + 20],
      [720, 640],
      [260, 640],
    ],
    done ? [196, 194, 188] : earth,
  )
  picture.polygon(
    [
      [455, horizon + 20],
      [495, horizon + 20],
      [620, 640],
      [360, 640],
    ],
    done ? [70, 74, 78] : [78, 70, 44],
  )
  for (let y = horizon + 40; y < 640; y += done ? 26 : 60) {
    const half = 20 + (y - horizon) * 0.38
    if (done) picture.line([490 - half, y], [490 + half, y], 6, steel)
    else
      picture.disc(
        490 + chance.below(80) - 40,
        y,
        10 + chance.below(22),
        chance.pick([[96, 108, 52], rust, concrete] as const),
      )
  }
}

const parking: Draw = (picture, done, chance) => {
  picture.rect(0, horizon + 20, 960, 320, asphalt)
  const paints: readonly Colour[] = [
    [170, 40, 40],
    [60, 84, 130],
    [222, 222, 220],
    [52, 54, 58],
  ]
  for (let place = 0; place < 5; place++) {
    const x = 60 + place * 180
    if (done) picture.line([x - 16, 580], [x + 24, 380], 7, white)
    if (done && place === 3) continue
    const [left, top] = done ? [x + 20, 430] : [x - 10 + chance.below(70), 380 + chance.below(150)]
    const paint = chance.pick(paints)
    picture.polygon(
      [
        [left, top + 60],
        [left + 18, top],
        [left + 104, top],
        [left + 122, top + 60],
      ],
      mixed(paint, [20, 20, 24], 0.35),
    )
    picture.rect(left - 6, top + 52, 134, 46, paint)
    for (const wheel of [left + 18, left + 104]) picture.disc(wheel, top + 100, 15, [26, 26, 28])
  }
}

const frames: Draw = (picture, done, chance) => {
  picture.rect(0, horizon + 20, 960, 320, done ? [186, 92, 74] : earth)
  for (const x of [170, 420, 690]) {
    const colour = done
      ? chance.pick([
          [42, 110, 170],
          [230, 170, 40],
          [60, 140, 80],
        ] as const)
      : rust
    const lean = done ? 0 : chance.below(60) - 30
    picture.line([x, 560], [x + lean, 350], 14, colour)
    picture.line([x + 120, 560], [x + 120 + lean, 350], 14, colour)
    if (done || x !== 420) picture.line([x + lean, 356], [x + 120 + lean, 356], 12, colour)
    picture.line([x + 60 + lean, 356], [x + 60 + lean, done ? 480 : 420], 6, colour)
    picture.rect(x + 40 + lean, done ? 480 : 500, 44, 12, done ? steel : rust)
  }
}

/** A board under a roof: for notices, meals, waste, and whatever else there is. */
const shelter: Draw = (picture, done, chance) => {
  const lean = done ? 0 : 26
  for (const x of [260, 690]) picture.line([x, 570], [x + lean, 330], 16, done ? steel : rust)
  picture.polygon(
    [
      [220 + lean, 340],
      [480 + lean, 272],
      [740 + lean, 340],
    ],
    done ? [156, 28, 28] : [120, 104, 92],
  )
  picture.rect(290 + lean, 360, 380, 140, done ? white : [168, 160, 146])
  for (let at = 0; at < 4; at++) {
    const x = 306 + lean + at * 92
    if (done)
      picture.rect(
        x,
        376,
        76,
        108,
        chance.pick([
          [198, 214, 226],
          [228, 214, 190],
          [206, 222, 200],
        ] as const),
      )
    else if (at % 2 === 0)
      picture.polygon(
        [
          [x, 380],
          [x + 70, 392],
          [x + 30, 470],
        ],
        [132, 124, 112],
      )
  }
}

const scenes: Readonly<Record<string, Draw>> = {
  路灯: lamps,
  小街小巷: lane,
  游园: park,
  排水: ditch,
  停车位: parking,
  健身器材: frames,
  儿童乐园: frames,
  晾衣架: frames,
}

function cone({ polygon, rect }: Picture, x: number, y: number): void {
  polygon(
    [
      [x - 26, y],
      [x, y - 78],
      [x + 26, y],
    ],
    [232, 104, 32],
  )
  polygon(
    [
      [x - 16, y - 30],
      [x - 10, y - 48],
      [x + 10, y - 48],
      [x + 16, y - 30],
    ],
    white,
  )
  rect(x - 34, y, 68, 10, [200, 84, 26])
}
