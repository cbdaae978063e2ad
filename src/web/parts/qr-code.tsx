import { encode } from 'uqr'

/** An address as a QR code: black on white with the margin that readers want. */
export function QrCode({ address, label }: { address: string; label: string }) {
  const margin = 4
  const { size, data } = encode(address, { ecc: 'M', border: 0 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + margin} ${y + margin}h1v1h-1z`] : [])))
    .join('')
  const side = size + 2 * margin
  return (
    <svg
      class="pj-qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
