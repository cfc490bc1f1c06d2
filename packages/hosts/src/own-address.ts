import { createSocket } from 'node:dgram'

/**
 * The address by which a machine sees this one: the kernel's choice of route. No packet is sent.
 * @returns null where there is no route
 */
export function ownAddressTowards(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    const end = (own: string | null): void => {
      socket.close()
      resolve(own)
    }
    socket.once('error', () => end(null))
    // A UDP socket that is connected has its route chosen and nothing sent; the port does not matter.
    socket.connect(9, address, () => end(socket.address().address))
  })
}
