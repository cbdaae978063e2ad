/** The constraint, or else the error's code, by which PostgreSQL refused something; `accepted` where it was done. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'accepted'
  } catch (error) {
    const constraint: unknown = Reflect.get(error as object, 'constraint')
    return typeof constraint === 'string' ? constraint : String(Reflect.get(error as object, 'code'))
  }
}
