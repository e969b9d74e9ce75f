// Links written by hand after docs/link-format.md: what another program, or somebody with bad intentions, could send.
import { crc32, deflateRawSync } from "node:zlib";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The fragment that carries these compressed bytes, with length and checks as they have to be. */
function seal(packed) {
  const length = [packed.length >> 12, packed.length >> 6, packed.length].map((part) => part % 64);
  const [a, b, c] = length;
  const head = [...length, (a + 3 * b + 5 * c + 7) % 64].map((digit) => DIGITS[digit]).join("");
  const link = `v1.${head}${packed.toString("base64url")}`;
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(link));
  return `#${link}${check.toString("base64url")}`;
}

/** An intact link of 70 KB whose data inflates to 50 MB. */
export function tooLargeText() {
  return seal(deflateRawSync(Buffer.alloc(50 * 1024 * 1024), { level: 9 }));
}
